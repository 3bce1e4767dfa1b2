// SPDX-License-Identifier: EPL-2.0
/** What everything on one canvas shares: the graph, the program around it, what is snapped to, and its words. */
package org.stillroom.editor.canvas.context;

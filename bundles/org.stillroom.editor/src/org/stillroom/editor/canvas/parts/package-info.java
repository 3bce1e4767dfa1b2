// SPDX-License-Identifier: EPL-2.0
/** What stands on the canvas for the items of a graph, and follows its changes. */
package org.stillroom.editor.canvas.parts;

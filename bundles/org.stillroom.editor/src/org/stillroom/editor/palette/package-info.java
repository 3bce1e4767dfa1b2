// SPDX-License-Identifier: EPL-2.0
/** The list of all node types beside the canvas, and dragging them onto it. */
package org.stillroom.editor.palette;

// SPDX-License-Identifier: EPL-2.0
/** How nodes, ports, wires, frames and notes are painted. Knows nothing of edits. */
package org.stillroom.editor.canvas.figures;

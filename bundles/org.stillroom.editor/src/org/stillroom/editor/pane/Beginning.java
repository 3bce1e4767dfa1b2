// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.pane;

/**
 * A way to begin on an empty canvas.
 *
 * @param label of its button
 * @param hint a short sentence beside it
 * @param action what a click does
 */
public record Beginning(String label, String hint, Runnable action) {}

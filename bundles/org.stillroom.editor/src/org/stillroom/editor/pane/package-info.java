// SPDX-License-Identifier: EPL-2.0
/** A canvas with what floats above it: where one is, how large it is shown, and how to begin. */
package org.stillroom.editor.pane;

// SPDX-License-Identifier: EPL-2.0
/** Texts that keep their shape and spacing at every zoom. */
package org.stillroom.editor.canvas.letters;

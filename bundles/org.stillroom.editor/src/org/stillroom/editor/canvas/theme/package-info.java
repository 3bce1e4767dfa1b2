// SPDX-License-Identifier: EPL-2.0
/** Colours, fonts and icons. */
package org.stillroom.editor.canvas.theme;

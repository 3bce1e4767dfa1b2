// SPDX-License-Identifier: EPL-2.0
/** Gestures by mouse and keyboard, and what is taken hold of for them. Each ends in one edit, or in none. */
package org.stillroom.editor.canvas.tools;

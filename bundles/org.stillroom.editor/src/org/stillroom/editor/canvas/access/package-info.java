// SPDX-License-Identifier: EPL-2.0
/** The canvas as screen readers and other assistive programs know it. */
package org.stillroom.editor.canvas.access;

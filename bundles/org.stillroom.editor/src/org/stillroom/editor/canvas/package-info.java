// SPDX-License-Identifier: EPL-2.0
/** The canvas as others see it: made in any composite, without a workbench. */
package org.stillroom.editor.canvas;

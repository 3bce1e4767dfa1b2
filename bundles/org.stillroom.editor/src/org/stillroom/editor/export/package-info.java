// SPDX-License-Identifier: EPL-2.0
/** The canvas as a picture: PNG, and SVG made of shapes and texts. */
package org.stillroom.editor.export;

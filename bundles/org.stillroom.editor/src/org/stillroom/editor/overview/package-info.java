// SPDX-License-Identifier: EPL-2.0
/** The whole graph in small, to find one's way in a large one. */
package org.stillroom.editor.overview;

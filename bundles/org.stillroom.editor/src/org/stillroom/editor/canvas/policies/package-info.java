// SPDX-License-Identifier: EPL-2.0
/** What a selected item shows to take hold of. */
package org.stillroom.editor.canvas.policies;

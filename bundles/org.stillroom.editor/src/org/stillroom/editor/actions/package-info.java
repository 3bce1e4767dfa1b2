// SPDX-License-Identifier: EPL-2.0
/** Everything that can be done on the canvas beside dragging, as actions for menus, tool bars and keys. */
package org.stillroom.editor.actions;

// SPDX-License-Identifier: EPL-2.0
/** The list of node types that is searched while typing. */
package org.stillroom.editor.search;

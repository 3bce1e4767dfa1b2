// SPDX-License-Identifier: EPL-2.0
/** Leads through what a merge left unsettled: each on the canvas, with both values, to be chosen one by one. */
package org.stillroom.editor.conflicts;

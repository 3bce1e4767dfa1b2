// SPDX-License-Identifier: EPL-2.0
/** Graphs and their changes for reading and reviewing without a window: as text, as a drawing and as a page. */
package org.stillroom.graph.review;

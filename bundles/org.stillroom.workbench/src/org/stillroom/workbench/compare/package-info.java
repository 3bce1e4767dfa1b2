// SPDX-License-Identifier: EPL-2.0

/** Compares two versions of a graph: both canvases side by side, and what changed in words. */
package org.stillroom.workbench.compare;

// SPDX-License-Identifier: EPL-2.0

/** A graph that is open in an editor or is to be opened, as other parts know it, and what is said about it there. */
package org.stillroom.workbench.open;

// SPDX-License-Identifier: EPL-2.0

/** A graph that is open in an editor, as the other parts of the workbench know it, and what is said about it there. */
package org.stillroom.workbench.open;

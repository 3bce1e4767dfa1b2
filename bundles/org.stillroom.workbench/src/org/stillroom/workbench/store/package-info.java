// SPDX-License-Identifier: EPL-2.0

/** The file of an open graph: reading, watching and writing it, and keeping what is not saved. Knows no editor. */
package org.stillroom.workbench.store;

// SPDX-License-Identifier: EPL-2.0
/** The view of all nodes. */
package org.stillroom.workbench.nodes;

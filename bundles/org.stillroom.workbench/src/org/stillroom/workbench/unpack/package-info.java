// SPDX-License-Identifier: EPL-2.0
/** Opens bundles of graphs, as a project of their own. */
package org.stillroom.workbench.unpack;

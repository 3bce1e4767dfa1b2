// SPDX-License-Identifier: EPL-2.0
/** Files of tables, such as those that Save Table writes, to look at. */
package org.stillroom.workbench.tables;

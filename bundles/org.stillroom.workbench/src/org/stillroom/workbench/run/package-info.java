// SPDX-License-Identifier: EPL-2.0
/** Runs of graphs, as the workbench starts, shows and stops them. */
package org.stillroom.workbench.run;

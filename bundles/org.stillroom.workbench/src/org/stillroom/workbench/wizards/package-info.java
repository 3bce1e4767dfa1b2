// SPDX-License-Identifier: EPL-2.0
/** New graphs. */
package org.stillroom.workbench.wizards;

// SPDX-License-Identifier: EPL-2.0
/** The properties of what is selected on a canvas. */
package org.stillroom.workbench.properties;

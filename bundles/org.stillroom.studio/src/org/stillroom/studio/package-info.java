// SPDX-License-Identifier: EPL-2.0
/** The window as a product of its own: start, workspace, welcome. */
package org.stillroom.studio;

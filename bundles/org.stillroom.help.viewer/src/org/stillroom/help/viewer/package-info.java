// SPDX-License-Identifier: EPL-2.0
/** Shows help pages inside the window. */
package org.stillroom.help.viewer;

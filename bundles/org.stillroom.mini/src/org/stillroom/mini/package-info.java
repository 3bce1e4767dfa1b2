// SPDX-License-Identifier: EPL-2.0
/** The small trained family and the example graphs. */
package org.stillroom.mini;

// SPDX-License-Identifier: EPL-2.0
/** Pictures of runs, large and side by side. */
package org.stillroom.pictures;

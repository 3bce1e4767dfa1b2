// SPDX-License-Identifier: EPL-2.0
/** Preference pages. */
package org.stillroom.workbench.preferences;

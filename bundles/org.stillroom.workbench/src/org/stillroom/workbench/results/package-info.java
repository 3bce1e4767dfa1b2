// SPDX-License-Identifier: EPL-2.0

/** What runs made, for bundles that keep it or show it. */
package org.stillroom.workbench.results;

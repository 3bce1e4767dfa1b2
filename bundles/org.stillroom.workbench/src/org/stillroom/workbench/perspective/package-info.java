// SPDX-License-Identifier: EPL-2.0
/** Where views stand at first. */
package org.stillroom.workbench.perspective;

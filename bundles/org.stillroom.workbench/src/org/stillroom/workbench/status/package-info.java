// SPDX-License-Identifier: EPL-2.0
/** What the status line says. */
package org.stillroom.workbench.status;

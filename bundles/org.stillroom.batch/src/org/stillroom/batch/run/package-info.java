// SPDX-License-Identifier: EPL-2.0
/** Draws what a job lists, here or elsewhere, and keeps what comes of it. */
package org.stillroom.batch.run;

// SPDX-License-Identifier: EPL-2.0
/** What a batch is to draw: prompts by varied values by seeds, each with a key by which its result is found again. */
package org.stillroom.batch.job;

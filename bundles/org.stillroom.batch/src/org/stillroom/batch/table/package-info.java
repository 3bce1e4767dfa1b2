// SPDX-License-Identifier: EPL-2.0
/** Tables in files: what prompts come in, and what a batch tells of its pictures. */
package org.stillroom.batch.table;

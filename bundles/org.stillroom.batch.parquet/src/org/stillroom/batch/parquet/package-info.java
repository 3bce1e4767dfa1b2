// SPDX-License-Identifier: EPL-2.0
/** Tables in Parquet. */
package org.stillroom.batch.parquet;

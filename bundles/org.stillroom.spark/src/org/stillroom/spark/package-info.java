// SPDX-License-Identifier: EPL-2.0
/** Draws batches on Apache Spark. A plain jar: Spark is no OSGi, and neither window nor command line carries it. */
package org.stillroom.spark;

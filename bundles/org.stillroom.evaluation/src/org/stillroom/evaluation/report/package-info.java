// SPDX-License-Identifier: EPL-2.0
/**
 * Compares text encoders of a family by the pictures that are drawn with them, and writes what was found as a report.
 */
package org.stillroom.evaluation.report;

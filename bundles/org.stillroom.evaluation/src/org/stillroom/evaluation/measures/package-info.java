// SPDX-License-Identifier: EPL-2.0
/** Measures of pictures, meaning and text. */
package org.stillroom.evaluation.measures;

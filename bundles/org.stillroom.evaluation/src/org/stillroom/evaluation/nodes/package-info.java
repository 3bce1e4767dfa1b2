// SPDX-License-Identifier: EPL-2.0
/** The measures as nodes. */
package org.stillroom.evaluation.nodes;

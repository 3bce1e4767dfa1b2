// SPDX-License-Identifier: EPL-2.0
/** Edits that put other text encoders into a graph, and compare them side by side. */
package org.stillroom.encoders.edit;

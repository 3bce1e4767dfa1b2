// SPDX-License-Identifier: EPL-2.0
/** How long work is watched, stopped and refused, the same in every bundle. */
package org.stillroom.graph.work;

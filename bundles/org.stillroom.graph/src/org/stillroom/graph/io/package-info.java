// SPDX-License-Identifier: EPL-2.0
/** Files that are written whole or not at all, for every bundle that writes files. */
package org.stillroom.graph.io;

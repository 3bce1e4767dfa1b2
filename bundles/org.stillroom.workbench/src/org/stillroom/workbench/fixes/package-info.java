// SPDX-License-Identifier: EPL-2.0

/** Ways out of problems of a graph, offered on the canvas and in the Problems view. */
package org.stillroom.workbench.fixes;

// SPDX-License-Identifier: EPL-2.0

/** Problems of graphs: looked for while people edit, and marked on their files. */
package org.stillroom.workbench.problems;

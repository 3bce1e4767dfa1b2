// SPDX-License-Identifier: EPL-2.0
/** What the canvas shows on nodes that is not part of the graph: the last run, pictures, problems, differences. */
package org.stillroom.editor.status;

// SPDX-License-Identifier: EPL-2.0
/**
 * What a person does to a graph, as steps that can be undone. Each is a pure function from graph to graph and gives
 * back the same graph where it has nothing to do, so all of it works, and is tested, without a window.
 */
package org.stillroom.edit;

// SPDX-License-Identifier: EPL-2.0
/**
 * What a node is. A bundle describes its node types in plugin.xml and implements
 * {@link org.stillroom.nodes.NodeFunction} for each; {@link org.stillroom.nodes.NodeCatalog} knows all that are
 * installed; {@link org.stillroom.nodes.GraphCheck} tells whether a graph of them can run.
 */
package org.stillroom.nodes;

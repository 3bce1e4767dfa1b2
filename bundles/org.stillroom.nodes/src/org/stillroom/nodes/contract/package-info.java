// SPDX-License-Identifier: EPL-2.0
/**
 * What a contributor sees. A bundle describes its node types in plugin.xml and implements {@link
 * org.stillroom.nodes.contract.NodeFunction} for each; contexts give it parameters, inputs and model files, and specs
 * tell what will come before it is there.
 */
package org.stillroom.nodes.contract;

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders.edit;

import org.stillroom.graph.PortRef;

/**
 * A branch of a comparison.
 *
 * @param model name of its encoder
 * @param encoder id of the node that has it
 * @param picture where the branch's first picture comes from
 */
public record Contender(String model, String encoder, PortRef picture) {}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.Optional;

/**
 * A value that tells what it is, so that the nodes behind it are checked with what has really come, and not only with
 * what was said beforehand. Optional.
 */
public interface Specified {

    /**
     * The specification of the value: what it knows itself, and the rest, such as whose it is, as it was said.
     *
     * @param said what the node that made it said beforehand; empty if it said nothing
     */
    Optional<Spec> spec(Optional<Spec> said);
}

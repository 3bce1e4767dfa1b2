// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import java.util.Optional;
import java.util.function.Function;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.graph.PortRef;

/** A run that has ended, however it did. */
public interface RanGraph {

    /** How a node did; idle if the run did not need it. */
    NodeStatus status(String node);

    /**
     * Looks at the value at an output, as long as results are kept.
     *
     * @param read called with the value, which may be closed once it has returned
     * @return what {@code read} makes of it; empty if the run made none, or it is not kept any more
     */
    <T> Optional<T> output(PortRef output, Function<Object, T> read);
}

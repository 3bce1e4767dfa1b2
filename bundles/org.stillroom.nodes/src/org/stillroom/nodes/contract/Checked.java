// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.Optional;

/** A value that can tell whether it is sound, so that the engine reports NaN at the node that made it. Optional. */
public interface Checked {

    /** What is wrong, such as {@code "NaN in the output"}; empty if nothing is. */
    Optional<String> problem();
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.List;

/**
 * A node that an output is wired to, past bypassed nodes.
 *
 * @noimplement Only the check of graphs implements it, and methods may be added.
 */
public interface Reader {

    NodeType type();

    /** Id of its input that the wire leads to. */
    String input();

    Parameters parameters();

    /** The nodes behind it; none if it has no such output. */
    List<Reader> readers(String output);
}

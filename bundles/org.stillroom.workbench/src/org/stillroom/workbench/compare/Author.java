// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

/** Who made a change since a common ancestor. */
enum Author {
    /** The version on the left. */
    MINE,
    /** The version on the right. */
    THEIRS,
    /** Both versions, in the same way. */
    BOTH,
    /** One of them, and the other has a change that does not go with it. */
    CONFLICT
}

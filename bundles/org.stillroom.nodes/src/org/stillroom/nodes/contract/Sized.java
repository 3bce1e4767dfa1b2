// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

/** A value that says how much memory it holds, so that the engine can keep results within a budget. Optional. */
public interface Sized {

    /** In bytes, outside the Java heap included. */
    long bytes();
}

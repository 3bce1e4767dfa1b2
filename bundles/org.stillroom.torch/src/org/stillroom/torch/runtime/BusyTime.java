// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

/** Time during which at least one thread is in a program: what several threads share counts once. */
final class BusyTime {

    private int inside;
    private long since;
    private long nanos;

    synchronized void enter() {
        if (inside++ == 0) {
            since = System.nanoTime();
        }
    }

    synchronized void leave() {
        if (--inside == 0) {
            nanos += System.nanoTime() - since;
        }
    }

    synchronized double seconds() {
        long open = inside > 0 ? System.nanoTime() - since : 0;
        return (nanos + open) / 1e9;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Gives freed memory back to the system when libtorch has had nothing to do for some seconds. */
final class IdleRelease {

    private static final long IDLE = TimeUnit.SECONDS.toNanos(3);

    private final BooleanSupplier busy;
    private final Thread thread;
    private volatile boolean used;
    private volatile long left;

    /** @param busy whether it has something to do now */
    IdleRelease(BooleanSupplier busy) {
        this.busy = busy;
        thread = new Thread(this::watch, "libtorch memory");
        thread.setDaemon(true);
        thread.start();
    }

    /** After each call into libtorch. */
    void left() {
        left = System.nanoTime();
        if (!used) {
            used = true;
            LockSupport.unpark(thread);
        }
    }

    private void watch() {
        while (true) {
            long wait = left + IDLE - System.nanoTime();
            if (!used) {
                LockSupport.park(this);
            } else if (wait > 0 || busy.getAsBoolean()) {
                LockSupport.parkNanos(this, Math.max(wait, IDLE / 10));
            } else {
                used = false;
                ReturnedMemory.giveBack();
            }
        }
    }
}

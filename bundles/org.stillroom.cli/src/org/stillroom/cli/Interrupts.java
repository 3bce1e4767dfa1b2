// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.torch.runtime.ProcessEnd;

/**
 * Ctrl-C, SIGTERM and a closed terminal while a command works: the work is cancelled, gets a moment to remove what it
 * has half written, and the process ends with {@link ExitCode#CANCELLED} within a second, even where native code is
 * too busy to notice or nobody reads what is printed.
 */
public final class Interrupts implements AutoCloseable {

    /** Leaves room, inside the second that a user is promised, for last words and for giving back memory. */
    private static final long PATIENCE_MILLIS = 250;

    /** For what is to be whole before the process ends. */
    private static final long PATIENCE_TO_KEEP_MILLIS = 10_000;

    private static final long LAST_WORDS_MILLIS = 50;

    private static final Runnable NOTHING = () -> { };

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean told = new AtomicBoolean();
    private final PrintWriter err;
    private final Thread hook = new Thread(this::interrupt, "interrupt");
    private volatile Runnable cancel = NOTHING;
    private volatile Runnable abandon = NOTHING;
    private volatile long patience = PATIENCE_MILLIS;
    private volatile boolean interrupted;

    private Interrupts(PrintWriter err) {
        this.err = err;
    }

    /** Watches over a command until it is closed. Only for a process whose exit is the command's. */
    public static Interrupts watch(PrintWriter err) {
        Interrupts interrupts = new Interrupts(err);
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    /** Does nothing when interrupted: for a command inside another program. */
    public static Interrupts ignored() {
        return new Interrupts(new PrintWriter(PrintWriter.nullWriter()));
    }

    /**
     * What to do with the work that is going on; replaces what was said before.
     *
     * @param cancelWork asks it to stop
     * @param abandonWork called shortly after, if it has not: the process is about to be ended by force
     */
    void onInterrupt(Runnable cancelWork, Runnable abandonWork) {
        cancel = cancelWork;
        abandon = abandonWork;
    }

    /**
     * From now on the command, once interrupted, ends what it is at by itself and then writes what is to be kept, such
     * as a table of what is done: seconds, not a moment, if it takes them.
     */
    void waitForWhatIsKept() {
        patience = PATIENCE_TO_KEEP_MILLIS;
    }

    /** Whether the work should stop. */
    boolean interrupted() {
        return interrupted;
    }

    /** Says once that the work was cancelled. */
    void tellCancelled() {
        if (told.compareAndSet(false, true)) {
            err.println("cancelled");
            err.flush();
        }
    }

    /** The command has ended by itself, or has noticed that it was cancelled. */
    @Override
    public void close() {
        onInterrupt(NOTHING, NOTHING);
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already: the hook was waiting for this
            return;
        }
    }

    private void interrupt() {
        try {
            interrupted = true;
            aside(cancel);
            boolean inTime = ended.await(patience, TimeUnit.MILLISECONDS);
            if (!inTime) {
                AtomicFile.abandon();
                Runnable lastWords = abandon;
                aside(() -> {
                    lastWords.run();
                    tellCancelled();
                }).join(LAST_WORDS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Other hooks and static destructors of native libraries would wait for, or pull the ground from under,
            // threads that still compute.
            ProcessEnd.exit(ExitCode.CANCELLED);
        }
    }

    /** In a thread of its own, as a pipe that nobody reads may hold it up for ever. */
    private static Thread aside(Runnable action) {
        Thread thread = new Thread(action, "interrupt aside");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}

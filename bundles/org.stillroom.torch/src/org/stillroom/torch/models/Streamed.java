// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.models;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.TorchException;
import org.stillroom.torch.runtime.Weights;

/**
 * Parts that are in memory only while they are used. While one is computed with, another thread reads the one that is
 * likely to be used next: the one that followed when the part was used before, or else the next one.
 */
final class Streamed implements Residence {

    private static final long LOOK_MILLIS = 50;

    private static final ExecutorService READERS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "stillroom-read-ahead");
        thread.setDaemon(true);
        return thread;
    });

    private final Source source;
    private final Map<Integer, Integer> followers = new HashMap<>();
    private int before = -1;
    private Ahead ahead;
    private boolean alone;
    private boolean closed;

    Streamed(Source source) {
        this.source = source;
    }

    @Override
    public <T> T use(int part, Progress progress, Use<T> use) throws CheckpointException {
        boolean used = false;
        try {
            progress.checkCancelled();
            T result = usedOrAlone(part, progress, use);
            used = true;
            return result;
        } finally {
            if (!used) {
                // whoever gave up, or could not, does not come for the next one
                forgetNext();
            }
        }
    }

    /** What was read ahead takes room on a device that may be wanted for what is computed: then it goes, for good. */
    private <T> T usedOrAlone(int part, Progress progress, Use<T> use) throws CheckpointException {
        try {
            return used(part, progress, use);
        } catch (TorchException e) {
            if (!ModelCache.isOutOfMemory(e) || !leaveAlone(progress)) {
                throw e;
            }
        }
        return used(part, progress, use);
    }

    private <T> T used(int part, Progress progress, Use<T> use) throws CheckpointException {
        try (Weights weights = weights(part, progress)) {
            readNext(part);
            // it may have been read some time ago, and a mapped file that was replaced must not be computed with
            weights.verifyUnchanged();
            return use.with(weights);
        }
    }

    private Weights weights(int part, Progress progress) throws CheckpointException {
        Ahead read = taken(part);
        if (read != null) {
            try {
                return read.await(progress);
            } catch (TorchException e) {
                if (!ModelCache.isOutOfMemory(e)) {
                    throw e;
                }
                // a device may have room for one part, and not for two
                leaveAlone(progress);
            }
        }
        return source.load(part, progress);
    }

    /**
     * Reads nothing ahead any more, and waits until what was is freed.
     *
     * @return whether something was read ahead until now, so that there may be more room
     */
    private boolean leaveAlone(Progress progress) throws CheckpointException {
        Ahead read;
        synchronized (this) {
            if (alone) {
                return false;
            }
            alone = true;
            read = ahead;
            ahead = null;
        }
        if (read != null) {
            read.free(progress);
        }
        Torch.releaseUnused();
        return true;
    }

    /** What was read for a part; null if something else was, or nothing. */
    private synchronized Ahead taken(int part) {
        if (before >= 0 && before != part) {
            followers.put(before, part);
        }
        before = part;
        Ahead read = ahead;
        ahead = null;
        if (read != null && read.part != part) {
            read.drop();
            return null;
        }
        return read;
    }

    private synchronized void readNext(int part) {
        int next = followers.getOrDefault(part, part + 1);
        if (next < source.parts() && next != part && ahead == null && !alone && !closed) {
            ahead = new Ahead(next);
        }
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public synchronized void close() {
        closed = true;
        forgetNext();
    }

    private synchronized void forgetNext() {
        if (ahead != null) {
            ahead.drop();
            ahead = null;
        }
    }

    /** A part that is being read, or was. */
    private final class Ahead {

        private final int part;
        private final Future<Weights> weights;
        private volatile boolean dropped;

        Ahead(int part) {
            this.part = part;
            this.weights = READERS.submit(this::read);
        }

        private Weights read() throws CheckpointException {
            Weights read = source.load(part, () -> {
                if (dropped) {
                    throw new CancellationException("The part is not needed.");
                }
            });
            try {
                read.bring();
            } catch (RuntimeException | Error e) {
                read.close();
                throw e;
            }
            return read;
        }

        Weights await(Progress progress) throws CheckpointException {
            try {
                while (true) {
                    try {
                        return weights.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    } catch (TimeoutException e) {
                        progress.checkCancelled();
                    }
                }
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            } catch (InterruptedException e) {
                drop();
                Thread.currentThread().interrupt();
                throw new CancellationException("Reading weights was interrupted.");
            } catch (RuntimeException e) {
                drop();
                throw e;
            }
        }

        private static CheckpointException failure(Throwable cause) {
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            return (CheckpointException) cause;
        }

        /** Stops reading, and waits until what was read is freed. */
        void free(Progress progress) throws CheckpointException {
            dropped = true;
            try {
                await(progress).close();
            } catch (CheckpointException | RuntimeException e) {
                if (!weights.isDone()) {
                    // the user cancels
                    throw e;
                }
                // nothing was read that would have to be freed; what is wrong is said when the part is used
            }
        }

        /** Stops reading, and frees what was read. */
        void drop() {
            dropped = true;
            READERS.execute(() -> {
                try {
                    weights.get().close();
                } catch (ExecutionException | InterruptedException e) {
                    // nothing was read that would have to be freed
                }
            });
        }
    }
}

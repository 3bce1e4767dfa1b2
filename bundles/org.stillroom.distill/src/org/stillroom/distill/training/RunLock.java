// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stillroom.graph.work.Progress;

/**
 * Keeps a run's folder for one training at a time: two would write over each other's checkpoints. The system ends the
 * lock with its process, however that ends.
 */
public final class RunLock implements AutoCloseable {

    private static final String FILE = ".lock";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /**
     * Folders that this process has: the system takes a file's lock away as soon as any of the process's channels to it
     * is closed, so there must be one only.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private RunLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes a folder's lock. A training of this process that was cancelled may still be writing what it did; its end is
     * waited for, but half a minute at most.
     *
     * @param folder made where it is not there
     * @param progress asked while it waits
     * @throws TrainingException if another training goes on in the folder, in this process or in another one
     * @throws IOException if the folder cannot be written
     */
    public static RunLock take(Path folder, Progress progress) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path real = folder.toRealPath();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!OURS.add(real)) {
            progress.checkCancelled();
            if (System.nanoTime() > end) {
                throw busy(folder);
            }
            Thread.sleep(PAUSE);
        }
        boolean taken = false;
        try {
            FileChannel channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            taken = locked(channel);
            if (!taken) {
                channel.close();
                throw busy(folder);
            }
            return new RunLock(real, channel);
        } finally {
            if (!taken) {
                OURS.remove(real);
            }
        }
    }

    private static boolean locked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            // some network folders have no locks, and a training alone there needs none
            return true;
        }
    }

    private static TrainingException busy(Path folder) {
        return new TrainingException("Another training goes on in " + folder
                + "; wait for its end, stop it, or choose another folder.");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OURS.remove(folder);
        }
    }
}

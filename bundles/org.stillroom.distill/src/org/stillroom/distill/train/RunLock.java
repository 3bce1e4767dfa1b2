// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a run's folder for one training at a time: two would write over each other's checkpoints. The system ends the
 * lock with its process, however that ends.
 */
public final class RunLock implements AutoCloseable {

    private static final String FILE = ".lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param folder made where it is not there
     * @throws TrainingException if another training, here or in another process, goes on in the folder
     * @throws IOException if the folder cannot be written
     */
    public static RunLock take(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new TrainingException("Another training goes on in " + folder
                    + "; wait for its end, stop it, or choose another folder.");
        }
        return new RunLock(channel);
    }

    private static boolean locked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // some network folders have no locks, and a training alone there needs none
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

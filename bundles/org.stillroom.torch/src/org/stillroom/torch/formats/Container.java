// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A kind of file that holds tensors. A new one is a class here, and its place in {@link #all}. */
interface Container {

    /** Looked through in this order; the last one takes what no other does, and says what is wrong with it. */
    static List<Container> all() {
        return List.of(new SafetensorsHeader());
    }

    /** What its files' names end with. */
    String suffix();

    /** Whether a file of this kind begins so. */
    boolean beginsWith(byte[] start);

    /** @throws CheckpointException if the file is not sound */
    FileHeader read(FileState state) throws CheckpointException;

    /** The kind that a file is of, by its first bytes, as names are often wrong. */
    static Container of(Path file) throws CheckpointException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(8);
        } catch (IOException e) {
            throw Reasons.cannotRead(file, e);
        }
        return all().stream().filter(each -> each.beginsWith(start)).findFirst().orElseThrow();
    }

    /** Whether a file's name is that of a model that can be read. */
    static boolean named(String name) {
        return all().stream().anyMatch(each -> name.endsWith(each.suffix()));
    }
}

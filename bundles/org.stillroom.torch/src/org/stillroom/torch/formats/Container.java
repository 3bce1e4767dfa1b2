// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A kind of file that holds tensors. A new one is a class here, and its place in {@link #all}. */
interface Container {

    /** Looked through in this order; the last one says what is wrong with what is none. */
    static List<Container> all() {
        return List.of(new GgufHeader(), new SafetensorsHeader());
    }

    /** What its files' names end with. */
    String suffix();

    /** Whether a file of this kind begins so. */
    boolean beginsWith(byte[] start);

    /** @throws CheckpointException if the file is not sound */
    FileHeader read(FileState state) throws CheckpointException;

    /** The kind that a file is of, by its first bytes, as names are often wrong; else by its name. */
    static Container of(Path file) throws CheckpointException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(9);
        } catch (IOException e) {
            throw Reasons.cannotRead(file, e);
        }
        String name = file.getFileName().toString();
        return all().stream().filter(each -> each.beginsWith(start)).findFirst()
                .or(() -> all().stream().filter(each -> name.endsWith(each.suffix())).findFirst())
                .orElse(all().getLast());
    }

    /** Whether a file's name is that of a model that can be read. */
    static boolean named(String name) {
        return all().stream().anyMatch(each -> name.endsWith(each.suffix()));
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The {@code *.safetensors.index.json} of a sharded checkpoint: which file holds which tensor. */
final class ShardIndex {

    private ShardIndex() {
    }

    /** Names of tensors and of the files that hold them; files lie beside the index. */
    static Map<String, String> read(Path index) throws CheckpointException {
        FileState state = FileState.of(index);
        if (state.size() > HeaderJson.MAX_BYTES) {
            throw new CheckpointException(
                    "The index " + index + " has " + state.size() + " bytes; at most " + HeaderJson.MAX_BYTES
                            + " are read.");
        }
        Map<String, String> places = new TreeMap<>();
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(index), 1 << 16);
                HeaderJson json = new HeaderJson(index, "index", bytes)) {
            json.document(name -> {
                if (name.equals("weight_map")) {
                    json.object(name,
                            tensor -> places.put(tensor, shard(json, json.text("place of tensor " + tensor))));
                } else {
                    json.skip();
                }
            });
        } catch (IOException e) {
            throw Reasons.cannotRead(index, e);
        }
        if (places.isEmpty()) {
            throw new CheckpointException("The index " + index + " lists no tensors in a weight_map.");
        }
        return places;
    }

    /** A shard lies in the folder of its index: a plain file name, nothing that leads elsewhere. */
    private static String shard(HeaderJson json, String name) throws CheckpointException {
        boolean plain = name.endsWith(CheckpointFiles.SUFFIX) && name.chars()
                .allMatch(c -> c >= ' ' && c != '/' && c != '\\' && c != ':' && c != 0x7f);
        if (!plain) {
            throw json.bad("it names the shard \"" + name + "\", "
                    + "but a shard must be a .safetensors file beside the index");
        }
        return name;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stillroom.test.TestData;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/** A copy of one of this module's models that a test may spoil. */
public record Altered(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static Altered copy(String name, Path temp) throws IOException {
        Path target = Files.createDirectories(temp.resolve(name));
        try (Stream<Path> files = Files.list(TestData.own("text").resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return new Altered(target);
    }

    public Altered json(String file, Consumer<ObjectNode> change) throws IOException {
        Path path = folder.resolve(file);
        ObjectNode json = (ObjectNode) JSON.readTree(path.toFile());
        change.accept(json);
        JSON.writeValue(path.toFile(), json);
        return this;
    }

    public Altered weights(String file, Consumer<SortedMap<String, Tensor>> change) throws Exception {
        Path path = folder.resolve(file);
        SortedMap<String, Tensor> tensors = WeightLoader.readAll(path);
        change.accept(tensors);
        SafetensorsWriter.write(path, tensors, Map.of());
        return this;
    }

    public Altered delete(String file) throws IOException {
        Files.delete(folder.resolve(file));
        return this;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillroom.benchmarks.Archives;
import org.stillroom.torch.runtime.Program;

/** What is taken to a machine with a card, where Python's PyTorch measures it. */
class ArchivesTest {

    private static final long MOST_BYTES = 40_000_000;

    @TempDir
    private Path folder;

    static List<Program.Library> programs() {
        return Archives.PROGRAMS;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void anArchiveHoldsTheTextThatIsCompiledHere(Program.Library library) throws Exception {
        Program.load(library);
        Archives.write(folder);
        try (ZipFile zip = new ZipFile(folder.resolve(library.name() + ".pt").toFile());
                InputStream stored = zip.getInputStream(zip.getEntry("program/code/__torch__.py"));
                InputStream own = library.owner().getResourceAsStream(library.resource())) {
            assertEquals(text(own), text(stored));
            for (Program.Library used : library.uses()) {
                assertTrue(zip.getEntry("program/code/__torch__/" + used.name() + ".py") != null, used.name());
            }
        }
    }

    @Test
    void everyModelNamesAProgramThatIsThereAndItsTensors() throws Exception {
        Archives.write(folder);
        JsonNode models = new ObjectMapper().readTree(folder.resolve("models.json").toFile());
        for (JsonNode model : models) {
            assertTrue(Files.exists(folder.resolve(model.get("program").textValue() + ".pt")), model.toString());
            assertFalse(model.get("config").isEmpty(), model.get("name").textValue());
        }
        JsonNode flux = StreamSupport.stream(models.spliterator(), false)
                .filter(model -> model.get("name").textValue().equals("flux-dev")).findFirst().orElseThrow();
        assertEquals("[12288,3072]",
                flux.get("tensors").get("single_transformer_blocks.37.proj_mlp.weight").toString());
        long smallOnes = StreamSupport.stream(models.spliterator(), false)
                .filter(model -> model.get("small").booleanValue()).map(model -> model.get("program")).distinct()
                .count();
        assertEquals(4, smallOnes);
    }

    @Test
    void allOfItIsQuicklyCopied() throws Exception {
        Archives.write(folder);
        try (Stream<Path> files = Files.list(folder)) {
            long bytes = files.mapToLong(file -> file.toFile().length()).sum();
            assertTrue(bytes > 0 && bytes < MOST_BYTES, bytes + " bytes");
        }
    }

    private static String text(InputStream in) throws Exception {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}

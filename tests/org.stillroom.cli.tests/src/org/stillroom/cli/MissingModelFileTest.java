// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts fetch a model again at exit code 3: also where it is there and one of its files is not. */
class MissingModelFileTest {

    /** Fixtures of the tests of the models themselves. */
    private static final Path FIXTURES = Path.of("../org.stillroom.diffusion.tests/resources/text");

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void makeModels() throws IOException {
        cli = new Cli(folder);
        cli.graph("t5.stillroom");
        copy("t5-sharded", "encoder");
        copy("tokenizer-t5", "tokenizer");
    }

    @Test
    void aWholeModelRuns() {
        Cli.Ended ended = run();
        assertEquals(0, ended.code(), ended.toString());
    }

    @ParameterizedTest
    @CsvSource({"encoder,model-00002-of-00002.safetensors", "encoder,config.json", "tokenizer,tokenizer.json"})
    void aModelWithoutOneOfItsFilesExitsWith3(String model, String file) throws IOException {
        Files.delete(folder.resolve("models").resolve(model).resolve(file));
        Cli.Ended ended = run();
        assertEquals(3, ended.code(), ended.toString());
        assertTrue(ended.err().contains("error: t5_" + model + ".model: ") && ended.err().contains(file), ended.err());
    }

    @Test
    void aModelOfAnotherKindIsAWrongGraph() throws IOException {
        Files.writeString(folder.resolve("models/encoder/config.json"), "{\"model_type\": \"bert\"}");
        Cli.Ended ended = run();
        assertEquals(1, ended.code(), ended.toString());
    }

    private Cli.Ended run() {
        return cli.run("run", "t5.stillroom", "--models", folder.resolve("models").toString());
    }

    private void copy(String from, String to) throws IOException {
        Path target = Files.createDirectories(folder.resolve("models").resolve(to));
        try (Stream<Path> files = Files.list(FIXTURES.resolve(from))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }
}

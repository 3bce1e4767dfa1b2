// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.mini.MiniFamily;

/** Prompts that are known draw without their encoders, in a program that has just begun. */
class CacheCommandTest {

    private static final Path GRAPH = Path.of("../../bundles/org.stillroom.mini/graphs/first-picture.stillroom");

    @TempDir
    Path folder;

    @BeforeEach
    void copyFamilyAndGraph() throws IOException {
        MiniFamily.write(folder.resolve("models").resolve(MiniFamily.NAME));
        Files.copy(GRAPH, folder.resolve("first.stillroom"));
    }

    private Cli.Ended run(String out, String... more) {
        List<String> arguments = Stream.concat(Stream.of("run", "first.stillroom", "--out", out, "--set",
                "denoiser.steps=2", "--cache", List.of(more).contains("off") ? "off" : "kept"), Stream.of(more)
                .filter(argument -> !argument.equals("off"))).toList();
        Cli.Ended ended = new Cli(folder).with("XDG_CACHE_HOME", folder.resolve("caches").toString())
                .run(arguments.toArray(String[]::new));
        assertEquals(0, ended.code(), ended.toString());
        return ended;
    }

    private Cli.Ended cache(String... more) {
        return new Cli(folder).run(Stream.concat(Stream.of("cache", "--cache", "kept"), Stream.of(more))
                .toArray(String[]::new));
    }

    private byte[] picture(String out) throws IOException {
        return Files.readAllBytes(folder.resolve(out).resolve(Cli.filesIn(folder.resolve(out)).getFirst()));
    }

    @Test
    void aKnownPromptLoadsNoEncoderAndDrawsTheSamePicture() throws Exception {
        assertFalse(run("first").err().contains("from disk"));
        for (String encoder : List.of("text_encoder", "text_encoder_2")) {
            scramble(folder.resolve("models/mini").resolve(encoder).resolve("model.safetensors"));
        }
        Cli.Ended known = run("again");
        assertTrue(known.err().contains("t5_encoder: from disk"), known.err());
        assertTrue(known.err().contains("clip_encoder: from disk"), known.err());
        assertTrue(known.err().contains("no model was loaded"), known.err());
        assertArrayEquals(picture("first"), picture("again"));
    }

    /** What is between the ends of a file, of which nothing says that it has changed: whoever reads it is misled. */
    private static void scramble(Path weights) throws IOException {
        FileTime time = Files.getLastModifiedTime(weights);
        byte[] bytes = Files.readAllBytes(weights);
        for (int i = 1 << 17; i < bytes.length - (1 << 17); i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(weights, bytes, StandardOpenOption.WRITE);
        Files.setLastModifiedTime(weights, time);
    }

    @Test
    void whatIsKeptIsListedAndCleared() throws Exception {
        assertTrue(cache().out().startsWith("0 prompts, 0 B of at most 4.00 GB, in "), cache().out());
        run("first");
        run("second", "--set", "prompt.text=two green stars");
        String listed = cache().out();
        assertTrue(listed.lines().anyMatch(line -> line.matches("mini/text_encoder_2 +2 prompts .* last used .*")),
                listed);
        assertTrue(cache("text_encoder_2").out().contains("\n2 prompts, "), cache("text_encoder_2").out());
        assertTrue(cache("--clear", "text_encoder_2").out().contains("Removed 2 prompts, "));
        assertTrue(cache("--limit", "1.5MB").out().contains("of at most 1.50 MB"), cache().out());
        assertEquals(2, cache("--limit", "much").code());
        assertTrue(cache("--clear").out().contains("Removed "));
        assertTrue(cache().out().startsWith("0 prompts"), cache().out());
    }

    @Test
    void offIsOff() throws Exception {
        run("first", "off");
        assertFalse(Files.exists(folder.resolve("kept")));
        assertFalse(Files.exists(folder.resolve("caches/stillroom/results")));
        Cli.Ended ended = new Cli(folder).with("STILLROOM_CACHE", "off").run("cache");
        assertEquals(2, ended.code(), ended.toString());
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.torch.runtime.ProcessMemory;

/** How much memory a run is said to take, and how much it takes. */
class PlanCommandTest {

    private static final Path FIXTURES = Path.of("../org.stillroom.diffusion.tests/resources/text");
    private static final int WORDS = 136;
    private static final int WIDTH = 1024;
    private static final int FEED_FORWARD = 2816;
    private static final int HEADS = 16;

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void makeGraph() throws IOException {
        cli = new Cli(folder);
        cli.graph("t5.stillroom");
        Path tokenizer = Files.createDirectories(folder.resolve("models/tokenizer"));
        for (String file : List.of("tokenizer.json", "tokenizer_config.json")) {
            if (Files.exists(FIXTURES.resolve("tokenizer-t5").resolve(file))) {
                Files.copy(FIXTURES.resolve("tokenizer-t5").resolve(file), tokenizer.resolve(file));
            }
        }
    }

    /** An encoder whose weights are all 0: the file has a hole in their place, and they take memory all the same. */
    private void encoder(int layers) throws IOException {
        Path encoder = Files.createDirectories(folder.resolve("models/encoder"));
        Files.writeString(encoder.resolve("config.json"), """
                {"model_type": "t5", "vocab_size": %d, "d_model": %d, "d_kv": 64, "d_ff": %d, "num_layers": %d,
                 "num_heads": %d, "feed_forward_proj": "gated-gelu"}
                """.formatted(WORDS, WIDTH, FEED_FORWARD, layers, HEADS));
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("shared.weight", new long[] {WORDS, WIDTH});
        for (int i = 0; i < layers; i++) {
            String block = "encoder.block." + i + ".layer.";
            for (String matrix : List.of("q", "k", "v", "o")) {
                shapes.put(block + "0.SelfAttention." + matrix + ".weight", new long[] {WIDTH, WIDTH});
            }
            if (i == 0) {
                shapes.put(block + "0.SelfAttention.relative_attention_bias.weight", new long[] {32, HEADS});
            }
            shapes.put(block + "0.layer_norm.weight", new long[] {WIDTH});
            shapes.put(block + "1.DenseReluDense.wi_0.weight", new long[] {FEED_FORWARD, WIDTH});
            shapes.put(block + "1.DenseReluDense.wi_1.weight", new long[] {FEED_FORWARD, WIDTH});
            shapes.put(block + "1.DenseReluDense.wo.weight", new long[] {WIDTH, FEED_FORWARD});
            shapes.put(block + "1.layer_norm.weight", new long[] {WIDTH});
        }
        shapes.put("encoder.final_layer_norm.weight", new long[] {WIDTH});
        write(encoder.resolve("model.safetensors"), shapes);
    }

    private static void write(Path file, Map<String, long[]> shapes) throws IOException {
        ObjectNode header = new ObjectMapper().createObjectNode();
        long end = 0;
        for (Map.Entry<String, long[]> each : shapes.entrySet()) {
            ObjectNode tensor = header.putObject(each.getKey()).put("dtype", "F32");
            long bytes = Float.BYTES;
            for (long size : each.getValue()) {
                tensor.withArray("shape").add(size);
                bytes *= size;
            }
            tensor.putArray("data_offsets").add(end).add(end + bytes);
            end += bytes;
        }
        StringBuilder text = new StringBuilder(header.toString());
        while (text.length() % Long.BYTES != 0) {
            text.append(' ');
        }
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length()).array());
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            out.setLength(out.length() + end);
        }
    }

    @Test
    void eachModelIsALine() throws Exception {
        encoder(2);
        Cli.Ended ended = cli.run("plan", "t5.stillroom", "--memory", "8GB");
        assertEquals(0, ended.code(), ended.toString());
        List<String> lines = ended.out().lines().toList();
        assertTrue(lines.get(0).startsWith("node "), ended.out());
        assertTrue(lines.get(1).matches("t5_encoder +keep\\* +103 MB +103 MB .* encoder"), ended.out());
        assertTrue(lines.get(2).matches("peak .* of 8.00 GB allowed, .* of it before any model is loaded"),
                ended.out());
    }

    @Test
    void whatCannotFitIsSaidBeforeAnythingIsLoaded() throws Exception {
        encoder(2);
        for (String command : List.of("plan", "run")) {
            Cli.Ended ended = cli.run(command, "t5.stillroom", "--memory", "20MB");
            assertEquals(1, ended.code(), ended.toString());
            assertTrue((ended.out() + ended.err()).contains("error: t5_encoder: needs "), ended.toString());
            assertTrue((ended.out() + ended.err()).contains("but 20.0 MB are allowed"), ended.toString());
        }
    }

    @Test
    void aBatchSaysWhatCannotFitOfEachChoiceBeforeTheFirstIsDrawn() throws Exception {
        encoder(2);
        Cli.Ended ended = cli.run("batch", "t5.stillroom", "--vary", "t5_encoder.memory=keep,stream", "--memory",
                "20MB", "--retries", "0");
        assertEquals(4, ended.code(), ended.toString());
        List<String> lines = ended.err().lines().toList();
        int first = lines.indexOf(lines.stream().filter(line -> line.startsWith("error: ")).findFirst().orElseThrow());
        List<String> before = lines.subList(0, first).stream().filter(line -> line.startsWith("warning: ")).toList();
        assertEquals(2, before.size(), ended.err());
        for (int i = 0; i < 2; i++) {
            assertTrue(before.get(i).startsWith("warning: with t5_encoder.memory=" + List.of("keep", "stream").get(i)
                    + ": t5_encoder: needs ") && before.get(i).endsWith("; this will fail"), before.get(i));
        }
        Cli.Ended enough = cli.run("batch", "t5.stillroom", "--memory", "8GB", "--out", "enough");
        assertEquals(0, enough.code(), enough.toString());
        assertEquals(-1, enough.err().indexOf("warning: "), enough.err());
    }

    @Test
    void sizesAreWrittenAsEverywhereAndAreOfTheDeviceThatComputes() throws Exception {
        encoder(1);
        assertTrue(cli.run("plan", "t5.stillroom", "--memory", "much").err()
                .contains("--memory: \"much\" is not a size"));
        assertTrue(cli.run("plan", "t5.stillroom", "--device-memory", "8GB").err()
                .contains("--device-memory is for --device cuda"));
        assertTrue(cli.run("run", "t5.stillroom", "--device", "cuda", "--memory", "8GB").err()
                .contains("--memory is for --device cpu"));
    }

    @Test
    void aCardIsPlannedForWhereverItIs() throws Exception {
        encoder(2);
        Cli.Ended ended = cli.run("plan", "t5.stillroom", "--device", "cuda", "--device-memory", "8GB");
        assertEquals(0, ended.code(), ended.toString());
        assertTrue(ended.out().contains(" 51.7 MB "), "in bfloat16, half of float32:\n" + ended.out());
    }

    /** Files from 1 GiB are mapped, smaller ones are read. */
    @ParameterizedTest
    @CsvSource({"14, 8GB, keep", "24, 8GB, keep", "24, 900MB, stream"})
    void whatIsForetoldIsWhatIsTaken(int layers, String memory, String stay) throws Exception {
        encoder(layers);
        String told = inOwnProcess("run", "t5.stillroom", "--memory", memory, "--events", "events.jsonl");
        Matcher peak = Pattern.compile("peak (\\d+)").matcher(told);
        assertTrue(peak.find(), told);
        JsonNode planned = Files.readAllLines(folder.resolve("events.jsonl")).stream()
                .filter(line -> line.contains("\"event\":\"memory\"")).map(PlanCommandTest::json).findFirst()
                .orElseThrow();
        assertEquals(stay, planned.get("stay").asText());
        double measured = Long.parseLong(peak.group(1));
        assertEquals(measured, planned.get("peak").asLong(), 0.1 * measured, told);
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    /** What was printed by a process that does nothing else, so that its peak is the run's. */
    private String inOwnProcess(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Measured.class.getName(), folder.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), told);
        return told;
    }

    /** What runs in a process of its own. */
    static final class Measured {

        private Measured() {}

        /** @param arguments a folder, and a command */
        public static void main(String[] arguments) {
            Cli.Ended ended = new Cli(Path.of(arguments[0]))
                    .run(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
            System.out.println(ended);
            System.out.println("peak " + ProcessMemory.highest().orElse(0));
            System.exit(ended.code());
        }
    }
}

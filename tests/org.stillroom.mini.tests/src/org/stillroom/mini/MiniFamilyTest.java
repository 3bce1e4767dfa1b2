// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillroom.diffusion.text.ClipEncoder;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** The families are whole, arrive whole, and their parts are what users' models are. */
class MiniFamilyTest {

    private static final Path SOURCE = Path.of("../../bundles/org.stillroom.mini/family");
    private static final String SUMS = "SHA256SUMS";
    private static final long MOST_BYTES = 40_000_000;
    private static final int WIDTH = 256;
    private static final int TOKENS = 16;

    @TempDir
    static Path models;

    private static Path family;

    @BeforeAll
    static void write() throws IOException {
        family = models.resolve("somewhere").resolve(MiniFamily.NAME);
        MiniFamily.write(family);
    }

    static List<FamilyFolder> families() {
        return List.of(MiniFamily.FOLDER, FaithfulFamily.FOLDER);
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyFileIsListedWithItsSum(FamilyFolder shipped) throws Exception {
        Path folder = models.resolve("listed").resolve(shipped.resource());
        shipped.write(folder);
        SortedMap<String, String> listed = new TreeMap<>();
        Files.readAllLines(folder.resolve(SUMS)).forEach(line -> listed.put(line.substring(66), line.substring(0, 64)));
        SortedMap<String, String> found = sums(folder);
        found.remove(SUMS);
        assertEquals(found, listed);
        assertEquals(sums(SOURCE.resolveSibling(shipped.resource())), sums(folder), "all that the bundle has");
        assertTrue(shipped.isThere(folder));
    }

    @ParameterizedTest
    @MethodSource("families")
    void itIsAtMostFortyMegabytes(FamilyFolder shipped) throws Exception {
        try (Stream<Path> files = Files.walk(SOURCE.resolveSibling(shipped.resource()))) {
            long bytes = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
            assertTrue(bytes < MOST_BYTES, bytes + " bytes");
        }
    }

    @Test
    void aFamilyThatIsThereIsLeftAlone() throws Exception {
        Path file = family.resolve("model_index.json");
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(file, old);
        MiniFamily.write(family);
        assertEquals(old, Files.getLastModifiedTime(file));
    }

    /** As after an update, or when the machine went down in the middle. */
    @Test
    void anotherVersionIsReplacedAndWhatOthersAddedStays() throws Exception {
        Path folder = models.resolve("older");
        MiniFamily.write(folder);
        Files.writeString(folder.resolve(SUMS), Files.readString(folder.resolve(SUMS)).replace('0', '1'));
        Files.writeString(folder.resolve("vae/config.json"), "{}");
        Files.delete(folder.resolve("model_index.json"));
        Path mine = Files.createDirectories(folder.resolve("students/mine")).resolve("config.json");
        Files.writeString(mine, "mine");
        assertFalse(MiniFamily.isThere(folder));
        MiniFamily.write(folder);
        assertEquals("mine", Files.readString(mine));
        Files.delete(mine);
        assertEquals(sums(SOURCE), sums(folder));
    }

    @Test
    void otherFilesInItsPlaceAreKeptAndNamed(@TempDir Path mine) throws Exception {
        Files.writeString(mine.resolve("notes.txt"), "mine");
        String message = assertThrows(IOException.class, () -> MiniFamily.write(mine)).getMessage();
        assertTrue(message.startsWith(mine + " has other files than Stillroom's small family"), message);
        message = assertThrows(IOException.class, () -> FaithfulFamily.write(mine)).getMessage();
        assertTrue(message.startsWith(mine + " has other files than Stillroom's faithful family"), message);
        assertEquals(List.of("notes.txt"), List.copyOf(sums(mine).keySet()));
        Path file = mine.resolve("notes.txt");
        assertTrue(assertThrows(IOException.class, () -> MiniFamily.write(file)).getMessage()
                .contains(file.toString()));
    }

    @Test
    void aPublishedModelWithSumsOfItsOwnIsKept(@TempDir Path mine) throws Exception {
        Files.writeString(mine.resolve(SUMS), "0".repeat(64) + "  model_index.json\n");
        Files.writeString(mine.resolve("model_index.json"), "mine");
        String message = assertThrows(IOException.class, () -> MiniFamily.write(mine)).getMessage();
        assertTrue(message.contains(mine.toString()), message);
        assertEquals("mine", Files.readString(mine.resolve("model_index.json")));
    }

    @Test
    void aFileThatIsMissingIsPutBack() throws Exception {
        Path folder = models.resolve("missing");
        MiniFamily.write(folder);
        Files.delete(folder.resolve("vae/config.json"));
        assertFalse(MiniFamily.isThere(folder));
        MiniFamily.write(folder);
        assertEquals(sums(SOURCE), sums(folder));
    }

    @Test
    void manyMayWriteItAtOnce() throws Exception {
        Path folder = models.resolve("at-once").resolve(MiniFamily.NAME);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Void>> writers = Stream.generate(() -> threads.<Void>submit(() -> {
                MiniFamily.write(folder);
                return null;
            })).limit(3).toList();
            for (Future<Void> writer : writers) {
                writer.get();
            }
        }
        assertEquals(sums(SOURCE), sums(folder), "nothing is missing, and nothing is left beside it");
    }

    @Test
    void tokenizersKnowWordsAndSpellTheOthers() throws Exception {
        assertEquals(TOKENS, TextTokenizer.usualLength(family.resolve("tokenizer_2")));
        try (TextTokenizer t5 = TextTokenizer.open(family.resolve("tokenizer_2"));
                TextTokenizer clip = TextTokenizer.open(family.resolve("tokenizer"))) {
            List<Integer> known = t5.encode("three Green stars", TOKENS);
            assertEquals(List.of(1, 0), known.subList(3, 5), "three words, then the end");
            assertEquals(known, t5.encode("Three green stars", TOKENS));
            assertTrue(t5.encode("a sign displaying the word 'zebra'", TOKENS).indexOf(1) > 9, "letter by letter");
            assertFalse(t5.encode("zebra!", TOKENS).contains(2), "nothing unknown");
            assertTrue(t5.encode("静物", TOKENS).contains(2), "unknown");
            assertEquals(77, clip.encode("静物 \uD83E\uDD8A and a zebra", 77).size());
        }
    }

    @Test
    void encodersGiveWhatTheTransformerTakes() throws Exception {
        for (String name : List.of(MiniFamily.TEACHER, MiniFamily.STUDENT)) {
            Path encoder = family.resolveSibling(name);
            assertEquals(WIDTH, T5Files.open(encoder).config().embeddingWidth());
            try (T5Encoder t5 = T5Encoder.load(encoder, Device.CPU, DType.F32, Progress.NONE);
                    Tensor states = t5.encode(List.of(List.of(7, 30, 1, 0)), Progress.NONE)) {
                assertArrayEquals(new long[] {1, 4, WIDTH}, states.shape());
            }
        }
    }

    @Test
    void theStudentIsATenthOfItsTeacher() throws Exception {
        long teacher = weights(MiniFamily.TEACHER);
        long student = weights(MiniFamily.STUDENT);
        assertTrue(student * 10 <= teacher, student + " of " + teacher);
    }

    private static long weights(String encoder) throws Exception {
        return T5Files.open(family.resolveSibling(encoder)).config().shapes().values().stream()
                .mapToLong(shape -> shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b)).sum();
    }

    /** So all of the prompt goes through T5. */
    @Test
    void clipIsSilent() throws Exception {
        try (ClipEncoder clip = ClipEncoder.load(family.resolve("text_encoder"), Device.CPU, DType.F32, Progress.NONE);
                ClipOutput output = clip.encode(List.of(List.of(512, 5, 513)), Progress.NONE)) {
            assertArrayEquals(new float[(int) output.pooled().count()], output.pooled().floats());
        }
    }

    /** By path below a folder. */
    private static SortedMap<String, String> sums(Path folder) throws Exception {
        SortedMap<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                sums.put(folder.relativize(file).toString(), HexFormat.of().formatHex(sum));
            }
        }
        return sums;
    }
}

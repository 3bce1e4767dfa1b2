// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.contract.Identity;

/** The folder itself: what goes first, who shares it, and what goes wrong with it. */
class DiskCacheTest {

    private static final String TYPE = "bin";
    private static final int BYTES = 1000;

    @TempDir
    Path folder;

    private DiskCache cache;

    @BeforeEach
    void open() {
        cache = new DiskCache(folder.resolve("cache"));
    }

    private static Identity identity(String model, int prompt) {
        return Identity.of(model, "digest of " + model).and("prompt", prompt);
    }

    private static AtomicFile.Content content(int value) {
        byte[] bytes = new byte[BYTES];
        Arrays.fill(bytes, (byte) value);
        return AtomicFile.content(bytes);
    }

    private void put(String model, int prompt) throws IOException {
        cache.put(identity(model, prompt), TYPE, content(prompt));
    }

    private boolean has(String model, int prompt) {
        return cache.find(identity(model, prompt), TYPE).isPresent();
    }

    private void usedBefore(String model, int prompt, Duration ago) throws IOException {
        Files.setLastModifiedTime(cache.find(identity(model, prompt), TYPE).orElseThrow(),
                FileTime.from(Instant.now().minus(ago)));
    }

    @Test
    void whatWasUsedLeastRecentlyGoesFirst() throws IOException {
        cache.limit(3 * BYTES);
        for (int prompt = 1; prompt <= 3; prompt++) {
            put("t5", prompt);
            usedBefore("t5", prompt, Duration.ofDays(4 - prompt));
        }
        assertTrue(has("t5", 1), "and is used by this");
        put("clip", 4);
        assertFalse(has("t5", 2));
        assertTrue(has("t5", 1) && has("t5", 3) && has("clip", 4));
    }

    @Test
    void anotherProgramsFilesCountToo() throws IOException {
        put("t5", 1);
        usedBefore("t5", 1, Duration.ofDays(1));
        new DiskCache(cache.folder()).limit(2 * BYTES);
        DiskCache other = new DiskCache(cache.folder());
        other.put(identity("t5", 2), TYPE, content(2));
        other.put(identity("t5", 3), TYPE, content(3));
        assertEquals(2 * BYTES, cache.limit());
        assertFalse(has("t5", 1));
        assertTrue(has("t5", 2) && has("t5", 3));
    }

    @Test
    void aSmallerLimitMakesRoomAtOnce() throws IOException {
        put("t5", 1);
        put("clip", 2);
        usedBefore("t5", 1, Duration.ofDays(1));
        cache.limit(BYTES);
        assertEquals(List.of("clip"), cache.entries().stream().map(DiskCache.Entry::model).toList());
    }

    @Test
    void whatIsThereIsListedAndClearedByModel() throws IOException {
        put("t5", 1);
        put("t5", 2);
        put("clip", 3);
        usedBefore("clip", 3, Duration.ofDays(1));
        List<DiskCache.Entry> entries = cache.entries();
        assertEquals(List.of("t5", "clip"), entries.stream().map(DiskCache.Entry::model).toList());
        assertEquals(2, entries.getFirst().results());
        assertEquals(2 * BYTES, entries.getFirst().bytes());

        Path strange = Files.createDirectories(cache.folder().resolve("holiday"));
        Files.writeString(strange.resolve("notes.txt"), "mine");
        assertEquals(1, cache.clear(entry -> entry.model().equals("clip")).size());
        assertEquals(1, cache.clear(entry -> true).size());
        assertEquals(List.of(), cache.entries());
        assertEquals("mine", Files.readString(strange.resolve("notes.txt")));
        put("t5", 1);
        assertTrue(has("t5", 1));
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() throws IOException {
        assertEquals(List.of(), cache.entries());
        assertEquals(List.of(), cache.clear(entry -> true));
        assertEquals(DiskCache.USUAL_LIMIT, cache.limit());
    }

    @Test
    void whatAKilledProcessLeftGoesAndWhatIsBeingWrittenStays() throws IOException {
        put("t5", 1);
        Path model = cache.find(identity("t5", 1), TYPE).orElseThrow().getParent();
        Path left = Files.writeString(model.resolve(".a.part"), "half");
        Path written = Files.writeString(model.resolve(".b.part"), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        assertEquals(1, cache.entries().getFirst().results());
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(written));
    }

    @Test
    void theFolderIsFoundByTheEnvironment() {
        assertEquals(Optional.of(Path.of("/x/stillroom/results")), DiskCache.place(Map.of("XDG_CACHE_HOME", "/x")));
        assertEquals(Optional.of(Path.of("/h/.cache/stillroom/results")), DiskCache.place(Map.of("HOME", "/h")));
        assertEquals(Optional.of(Path.of("/team")), DiskCache.place(Map.of("HOME", "/h", "STILLROOM_CACHE", "/team")));
        assertEquals(Optional.empty(), DiskCache.place(Map.of("HOME", "/h", "STILLROOM_CACHE", "off")));
        assertEquals(Optional.empty(), DiskCache.place(Map.of()));
    }

    /** Several processes write and read the same results while one of them clears the folder over and over. */
    @Test
    void processesThatWriteAtOnceLeaveWholeFilesAndNoOthers() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(process("", "race", Integer.toString(i)));
        }
        for (Process process : processes) {
            assertEquals(0, process.waitFor(), () -> read(folder.resolve("log.txt")));
        }
        put("t5", 0);
        try (Stream<Path> files = Files.walk(cache.folder())) {
            for (Path file : files.filter(each -> each.toString().endsWith("." + TYPE)).toList()) {
                assertEquals(BYTES, Files.size(file));
            }
        }
        try (Stream<Path> files = Files.walk(cache.folder())) {
            assertEquals(List.of(), files.filter(each -> each.toString().endsWith(".part")).toList());
        }
    }

    /** Played by the limit that a shell sets on the size of files. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatFillsUpLeavesNothingBehind() throws Exception {
        Process process = process("ulimit -f 1; ", "full", "0");
        assertEquals(0, process.waitFor(), () -> read(folder.resolve("log.txt")));
        assertEquals(List.of(), cache.entries());
        try (Stream<Path> files = Files.walk(cache.folder())) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        }
    }

    private Process process(String before, String what, String number) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder("sh", "-c", before + "exec \"$@\"", "sh", java, "-XX:-UsePerfData", "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), DiskCacheTest.class.getName(),
                cache.folder().toString(), what, number).redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "log.txt")).start();
    }

    /** Another process. */
    public static void main(String[] arguments) throws Exception {
        DiskCache cache = new DiskCache(Path.of(arguments[0]));
        if (arguments[1].equals("full")) {
            assertThrows(IOException.class, () -> cache.put(identity("t5", 1), TYPE,
                    AtomicFile.content(new byte[10_000])));
            return;
        }
        for (int round = 0; round < 60; round++) {
            int prompt = round % 4;
            cache.put(identity("t5", prompt), TYPE, content(prompt));
            Optional<Path> found = cache.find(identity("t5", prompt), TYPE);
            if (found.isPresent()) {
                try {
                    byte[] bytes = Files.readAllBytes(found.get());
                    assertEquals(BYTES, bytes.length);
                    assertEquals(prompt, bytes[BYTES - 1]);
                } catch (NoSuchFileException e) {
                    // it was cleared meanwhile
                    continue;
                }
            }
            if (arguments[2].equals("0") && round % 3 == 0) {
                cache.clear(entry -> true);
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}

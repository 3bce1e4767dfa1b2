// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the folder that is built for Spark as a process, and has executors as processes of their own. */
class SparkTest {

    private static final Path SPARK = Path.of(System.getProperty("stillroom.spark")).toAbsolutePath().normalize();
    private static final Path MINI = Path.of("../../bundles/org.stillroom.mini").toAbsolutePath().normalize();
    private static final int PICTURES = 16;

    @TempDir
    Path folder;

    @BeforeEach
    void makeModels() throws IOException {
        Path family = folder.resolve("models/mini");
        try (Stream<Path> files = Files.walk(MINI.resolve("family"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = family.resolve(MINI.resolve("family").relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.copy(MINI.resolve("graphs/first-picture.stillroom"), folder.resolve("graph.stillroom"));
        Files.writeString(folder.resolve("p.txt"),
                "a red circle\na sign that says \"HELLO\"\nthree stars\na blue cat\n");
    }

    /** Spark keeps there what it has sent to executors, which is much. */
    @AfterEach
    void removeWork() throws IOException {
        Path work = SPARK.resolve("work");
        if (Files.exists(work)) {
            try (Stream<Path> files = Files.walk(work)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Process start(String... more) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Xmx768m", "--enable-native-access=ALL-UNNAMED",
                "-cp", SPARK + "/jars/*:" + SPARK + "/stillroom/*", "org.stillroom.cli.MainProcess", "batch",
                "graph.stillroom", "--prompts", "p.txt", "--seeds", "0..3", "--set", "denoiser.steps=2",
                "--threads", "1"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().put("SPARK_HOME", SPARK.toString());
        // asked for where executors are started from a folder that is no whole Spark
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        return builder.start();
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err.txt"));
    }

    private static void readAll(Process process) throws IOException {
        process.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> { });
    }

    private List<Path> pictures(String out) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(out).resolve("pictures"))) {
            return files.sorted().toList();
        }
    }

    private Set<String> told(String out, String field) throws IOException {
        Pattern pattern = Pattern.compile("\"" + field + "\":\"([^\"]*)\"");
        return Files.readAllLines(folder.resolve(out).resolve("results.jsonl")).stream().map(pattern::matcher)
                .peek(matcher -> assertTrue(matcher.find())).map(matcher -> matcher.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void anExecutorThatIsKilledLosesNothingAndPicturesAreThoseOfOneMachine() throws Exception {
        Process alone = start("--out", "one");
        readAll(alone);
        assertEquals(0, alone.waitFor(), err());

        Process driver = start("--out", "many", "--master", "local-cluster[2,1,1024]", "--models-from",
                folder.resolve("models").toUri().toString());
        int printed = 0;
        try (BufferedReader out = driver.inputReader(StandardCharsets.UTF_8)) {
            while (out.readLine() != null) {
                if (++printed == 1) {
                    ProcessHandle executor = driver.descendants().findFirst().orElseThrow();
                    assertTrue(executor.destroyForcibly());
                }
            }
        } finally {
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        assertEquals(0, driver.waitFor(), err());
        assertEquals(PICTURES + 2, printed, "each picture, and two tables");
        assertEquals(PICTURES, Files.readAllLines(folder.resolve("many/results.jsonl")).size(), "nothing twice");
        assertEquals(told("one", "key"), told("many", "key"), "nothing lost");
        // how many there are is a matter of time: the one that is killed may have drawn nothing yet
        assertTrue(told("many", "executor").stream().allMatch(name -> name.matches("\\d+@.+")),
                told("many", "executor").toString());
        List<Path> one = pictures("one");
        List<Path> many = pictures("many");
        assertEquals(PICTURES, many.size());
        for (int i = 0; i < PICTURES; i++) {
            assertEquals(one.get(i).getFileName(), many.get(i).getFileName());
            assertArrayEquals(Files.readAllBytes(one.get(i)), Files.readAllBytes(many.get(i)), many.get(i).toString());
        }
    }

    @Test
    void modelsThatCannotBeFetchedAreTold() throws Exception {
        Process driver = start("--count", "1", "--master", "local[1]", "--models-from", "file:/nowhere/at/all");
        readAll(driver);
        assertEquals(4, driver.waitFor(), err());
        assertTrue(err().contains("the models cannot be fetched from file:/nowhere/at/all"), err());
        assertTrue(err().contains("the same command goes on from there"), err());
    }
}

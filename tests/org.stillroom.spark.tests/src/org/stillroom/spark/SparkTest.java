// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
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
        copy(MINI.resolve("family"), folder.resolve("models/mini"));
        Files.copy(MINI.resolve("graphs/first-picture.stillroom"), folder.resolve("graph.stillroom"));
        Files.writeString(folder.resolve("p.txt"),
                "a red circle\na sign that says \"HELLO\"\nthree stars\na blue cat\n");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
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
        List<String> arguments = new ArrayList<>(List.of("graph.stillroom", "--prompts", "p.txt", "--seeds", "0..3",
                "--set", "denoiser.steps=2", "--threads", "1"));
        arguments.addAll(List.of(more));
        return batch("", arguments);
    }

    private Process batch(String jar, List<String> arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Xmx768m", "--enable-native-access=ALL-UNNAMED",
                "-cp", SPARK + "/jars/*:" + SPARK + "/stillroom/*" + jar, "org.stillroom.cli.MainProcess", "batch"));
        command.addAll(arguments);
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
        assertTrue(err().contains("stopped with 0 of 4 pictures done"), err());
    }

    @Test
    void aModelThatIsAnotherAtAnExecutorEndsTheBatchByItsName() throws Exception {
        Path other = folder.resolve("other/mini/vae/config.json");
        copy(folder.resolve("models"), folder.resolve("other"));
        Files.writeString(other, Files.readString(other) + "\n");
        Process driver = start("--count", "1", "--master", "local[1]", "--models-from",
                folder.resolve("other").toUri().toString());
        readAll(driver);
        assertEquals(4, driver.waitFor(), err());
        assertTrue(err().contains("mini/vae/config.json on driver@"), err());
        assertTrue(err().contains("is not what the batch was planned with: its SHA-256 is "), err());
    }

    @Test
    void anExecutorWithoutTheCardEndsTheBatchInOneSentence() throws Exception {
        Process driver = start("--master", "local[1]", "--device", "cuda:99");
        readAll(driver);
        assertEquals(4, driver.waitFor(), err());
        assertTrue(err().contains("--device cuda:99 on driver@"), err());
        assertTrue(err().contains("stopped with 0 of 16 pictures done"), err());
    }

    /**
     * A batch with the node that ends its process, on executors that are sent no libtorch: they start anew again and
     * again, and what they are sent then would take most of the time.
     */
    private Process deadly(String texts, String... more) throws IOException {
        Files.writeString(folder.resolve("texts.txt"), texts);
        Files.writeString(folder.resolve("deadly.stillroom"), """
                {"format": "stillroom", "version": 1, "nodes": {
                  "deadly": {"type": "sparktest.deadly", "version": 1, "parameters": {"text": ""}}}}
                """);
        Path jar = folder.resolve("deadly.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var entry : Map.of("plugin.xml", "/deadly.xml", "org/stillroom/spark/DeadlyNode.class",
                    "DeadlyNode.class").entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                try (InputStream in = SparkTest.class.getResourceAsStream(entry.getValue())) {
                    in.transferTo(out);
                }
            }
        }
        List<String> jars = new ArrayList<>(List.of(jar.toString()));
        try (Stream<Path> files = Files.list(SPARK.resolve("stillroom"))) {
            files.map(Path::toString).filter(name -> !name.contains("pytorch-native")).forEach(jars::add);
        }
        List<String> arguments = new ArrayList<>(List.of("deadly.stillroom", "--prompts", "texts.txt", "--prompt-node",
                "deadly.text", "--out", "out", "--conf", "spark.jars=" + String.join(",", jars)));
        arguments.addAll(List.of(more));
        return batch(":" + jar, arguments);
    }

    private void await(Process driver) throws Exception {
        try {
            readAll(driver);
        } finally {
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        assertEquals(4, driver.waitFor(), err());
    }

    @Test
    void anItemThatKillsItsProcessFailsAndTheOthersAreDrawn() throws Exception {
        await(deadly("one\ntwo\nthree\nkill\nfive\nsix\nseven\neight\n", "--master", "local-cluster[2,1,1024]",
                "--conf", "spark.task.maxFailures=2"));
        assertEquals(7, pictures("out").size());
        assertEquals(8, Files.readAllLines(folder.resolve("out/results.jsonl")).size());
        List<String> failed = Files.readAllLines(folder.resolve("out/table.csv")).stream()
                .filter(line -> line.contains(",failed,")).toList();
        assertEquals(1, failed.size(), failed.toString());
        assertTrue(failed.getFirst().startsWith("kill,"), failed.toString());
        assertTrue(failed.getFirst().contains("killed its process 2 times"), failed.toString());
    }

    @Test
    void whereNothingCanBeDrawnSparkGivesUp() throws Exception {
        await(deadly("kill one\nkill two\nkill three\nkill four\n", "--master", "local-cluster[1,1,1024]", "--conf",
                "spark.task.maxFailures=1"));
        assertTrue(err().contains("nothing was drawn, and 3 tasks have ended their processes"), err());
        assertTrue(Files.exists(folder.resolve("out/table.csv")), err());
    }
}

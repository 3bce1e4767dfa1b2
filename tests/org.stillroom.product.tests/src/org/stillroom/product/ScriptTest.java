// SPDX-License-Identifier: EPL-2.0
package org.stillroom.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts all, with a Java that only writes down how it was called. */
class ScriptTest {

    private static final Path RELENG = Path.of("../../releng").toAbsolutePath().normalize();
    private static final String PRODUCTS = "releng/org.stillroom.product/target/products";

    @TempDir
    private Path root;
    private Path calls;

    @BeforeEach
    void pretendThatAllIsBuilt() throws Exception {
        calls = root.resolve("calls");
        for (String folder : List.of("bundles", "features", "target-platform", "models")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createDirectories(root.resolve("releng/org.stillroom.product/target"));
        Files.createFile(root.resolve("pom.xml"));
        for (String name : List.of("stillroom", "lib.sh")) {
            Files.copy(RELENG.resolve(name), root.resolve("releng").resolve(name));
        }
        for (String product : List.of("stillroom", "studio")) {
            Path folder = root.resolve(PRODUCTS).resolve(product).resolve("linux/gtk/x86_64");
            Files.createDirectories(folder.resolve("configuration"));
            Files.createDirectories(folder.resolve("plugins"));
            Files.createFile(folder.resolve("plugins/org.eclipse.equinox.launcher_1.jar"));
        }
        Files.createFile(root.resolve("releng/org.stillroom.product/target/built"));
        Files.createFile(root.resolve("a graph.stillroom"));
    }

    /** @param whatItDoes when the studio is started */
    private Process studio(String whatItDoes) throws IOException {
        java("""
                case "$*" in *org.stillroom.studio.application*) ;; *) exit 0 ;; esac
                printf '%%s\\n' "$*" >>'%s'
                count=$(wc -l <'%1$s')
                %s
                """.formatted(calls, whatItDoes));
        return script("studio", "--workspace", root.resolve("work space").toString(),
                root.resolve("a graph.stillroom").toString());
    }

    private void java(String script) throws IOException {
        Path java = root.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/bash\n" + script + "\n");
        Files.writeString(root.resolve("jdk/bin/javac"), "#!/bin/bash\n");
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"21.0.1\"\n");
        for (String program : List.of("jdk/bin/java", "jdk/bin/javac", "releng/stillroom")) {
            assertTrue(root.resolve(program).toFile().setExecutable(true));
        }
    }

    private Process script(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", root.resolve("releng/stillroom").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder script = new ProcessBuilder(command);
        script.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        script.redirectErrorStream(true).redirectOutput(new File(root.toFile(), "output"));
        return script.start();
    }

    private int end(Process script) throws Exception {
        assertTrue(script.waitFor(30, TimeUnit.SECONDS), "the script ends");
        return script.exitValue();
    }

    @Test
    void aWindowThatIsRestartedComesAgainWithWhatItShowed() throws Exception {
        assertEquals(0, end(studio("[ $count = 3 ] || exit 23")), Files.readString(root.resolve("output")));
        List<String> started = Files.readAllLines(calls);
        assertEquals(3, started.size());
        assertTrue(started.getFirst().endsWith("/models " + root.resolve("a graph.stillroom")), started.getFirst());
        for (String again : started.subList(1, 3)) {
            assertTrue(again.endsWith("/models"), again);
            assertTrue(again.contains("-data " + root.resolve("work space")), again);
        }
    }

    @Test
    void theExitCodeOfTheWindowIsThatOfTheScript() throws Exception {
        assertEquals(15, end(studio("exit 15")));
        assertEquals(1, Files.readAllLines(calls).size());
    }

    @Test
    void whatEndsTheScriptEndsTheWindow() throws Exception {
        Process script = studio("trap 'echo ended >>\"" + calls + "\"; exit 143' TERM; "
                + "echo ready >>\"" + calls + "\"; for i in $(seq 300); do sleep 0.1; done");
        while (!Files.exists(calls) || !Files.readString(calls).endsWith("ready\n")) {
            assertTrue(script.isAlive(), () -> root.resolve("output").toString());
            Thread.sleep(20);
        }
        script.destroy();
        assertEquals(143, end(script));
        assertEquals("ended", Files.readAllLines(calls).getLast());
        assertFalse(script.descendants().findAny().isPresent());
    }

    /** As git calls it: in a third of a second, and with the exit code that git goes by. */
    @Test
    void whatNeedsGraphsAloneStartsWithoutOsgi() throws Exception {
        installGraphJars(root.resolve(PRODUCTS).resolve("stillroom/linux/gtk/x86_64/plugins"));
        java("case \"$*\" in *PlainFolder*|*Rehearsal*|*Xshare:dump*) ;; *) printf '%s\\n' \"$*\" >>'" + calls
                + "'; exit 7 ;; esac");
        assertEquals(7, end(script("merge", "%O", "a b", "c", "--path", "it's")));
        String merge = Files.readAllLines(calls).getLast();
        assertTrue(merge.endsWith("picocli_1.jar org.stillroom.cli.GraphProcess merge %O a b c --path it's"), merge);
        assertFalse(merge.contains("equinox"), merge);
        for (String[] whole : new String[][] {{"diff", "a.PNG", "b"}, {"check", "a"}}) {
            assertEquals(7, end(script(whole)));
            assertTrue(Files.readAllLines(calls).getLast().contains("equinox.launcher_1.jar"), whole[0]);
        }
    }

    /** Once the folder is there, unless something was installed since, or may have been dropped in. */
    @Test
    void whatDrawsNothingStartsFromThePlainFolder() throws Exception {
        Path product = root.resolve(PRODUCTS).resolve("stillroom/linux/gtk/x86_64");
        installGraphJars(product.resolve("plugins"));
        Path configuration = Files.createDirectories(product.resolve("configuration")).resolve("config.ini");
        Files.writeString(configuration, "");
        java("case \"$*\" in *PlainFolder*|*Rehearsal*|*Xshare:dump*) exit 1 ;; *) printf '%s\\n' \"$*\" >>'"
                + calls + "'; exit 7 ;; esac");
        Path plain = Files.createDirectories(product.resolve("plain"));
        Files.writeString(plain.resolve("classpath"), "all.jar");
        Path ready = Files.createFile(plain.resolve("ready"));
        Files.setLastModifiedTime(ready, FileTime.from(Instant.now().plusSeconds(60)));
        assertEquals(7, end(script("check", "a")));
        String check = Files.readAllLines(calls).getLast();
        assertTrue(check.endsWith("-cp all.jar org.stillroom.cli.MainProcess check a"), check);
        Path dropins = Files.createDirectories(product.resolve("dropins"));
        assertOsgi("check");
        Files.delete(dropins);
        Files.setLastModifiedTime(configuration, FileTime.from(Instant.now().plusSeconds(120)));
        assertOsgi("nodes");
    }

    /** Java leaves out what it kept of its modules where they were other ones, and says nothing of it. */
    @Test
    void whatJavaKeepsIsMadeWithTheOptionsThatItIsUsedWith() throws Exception {
        Path product = installGraphs();
        javaThatWrites("""
                -XX:DumpLoadedClassList=*) echo java/lang/Object >"${option#*=}" ;;
                -XX:ArchiveClassesAtExit=*) : >"${option#*=}" ;;""");
        List<String> started = startTwice(product);
        String used = started.getLast();
        assertTrue(used.contains("-XX:SharedArchiveFile=" + product.resolve("plain/base.jsa:")), used);
        List<String> made = started.stream().filter(call -> call.contains("-Xshare:dump")
                || call.contains("-XX:ArchiveClassesAtExit")).toList();
        assertEquals(2, made.size(), started.toString());
        assertMadeWithTheOptions(made, used, " -Xshare");
    }

    @Test
    void fromJava25OnOneCacheIsKept() throws Exception {
        Path product = installGraphs();
        javaThatWrites("""
                -XX:AOTCacheOutput=*) : >"${option#*=}" ;;""");
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
        List<String> started = startTwice(product);
        String used = started.getLast();
        assertTrue(used.contains("-XX:AOTCache=" + product.resolve("plain/classes.aot")), used);
        assertTrue(started.stream().noneMatch(call -> call.contains(".jsa")), started.toString());
        assertTrue(started.stream().anyMatch(call -> call.contains("NewerClasses.java "
                + product.resolve("plain/picocli.jar"))), started.toString());
        List<String> made = started.stream().filter(call -> call.contains("-XX:AOTCacheOutput=")).toList();
        assertEquals(1, made.size(), started.toString());
        assertMadeWithTheOptions(made, used, " -XX:+IgnoreUnrecognizedVMOptions");
    }

    /** A Java that makes the plain folder's class path, and files that options name. */
    private void javaThatWrites(String options) throws IOException {
        java("""
                printf '%%s\n' "$*" >>'%s'
                for last; do :; done
                for option; do
                  case "$option" in
                    *PlainFolder) echo all.jar >"$last/classpath" ;;
                    %s
                  esac
                done
                """.formatted(calls, options));
    }

    private Path installGraphs() throws IOException {
        Path product = root.resolve(PRODUCTS).resolve("stillroom/linux/gtk/x86_64");
        installGraphJars(product.resolve("plugins"));
        Files.writeString(Files.createDirectories(product.resolve("configuration")).resolve("config.ini"), "");
        return product;
    }

    /** All that Java was started with: for a command, for what is made in the background, and for a second command. */
    private List<String> startTwice(Path product) throws Exception {
        assertEquals(0, end(script("check", "a")));
        Path ready = product.resolve("plain/ready");
        for (int i = 0; i < 1500 && !Files.exists(ready); i++) {
            Thread.sleep(20);
        }
        assertTrue(Files.exists(ready), () -> String.join("\n", List.of(product.toFile().list())));
        Files.setLastModifiedTime(ready, FileTime.from(Instant.now().plusSeconds(60)));
        assertEquals(0, end(script("check", "a")));
        return Files.readAllLines(calls);
    }

    private static void assertMadeWithTheOptions(List<String> made, String used, String end) {
        for (String option : used.substring(0, used.indexOf(end)).split(" ", -1)) {
            assertTrue(made.stream().allMatch(call -> call.contains(option)), option + " of " + used);
        }
        assertTrue(used.contains("--enable-native-access="), used);
    }

    private static void installGraphJars(Path plugins) throws IOException {
        for (String jar : List.of("org.stillroom.cli", "org.stillroom.graph", "org.stillroom.nodes", "picocli",
                "com.fasterxml.jackson.core.jackson-annotations", "com.fasterxml.jackson.core.jackson-core",
                "com.fasterxml.jackson.core.jackson-databind")) {
            Files.createFile(plugins.resolve(jar + "_1.jar"));
        }
    }

    private void assertOsgi(String command) throws Exception {
        assertEquals(7, end(script(command, "a")));
        String started = Files.readAllLines(calls).getLast();
        assertTrue(started.contains("equinox.launcher_1.jar"), started);
    }
}

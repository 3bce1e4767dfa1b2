// SPDX-License-Identifier: EPL-2.0
package org.stillroom.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Error Prone has nothing to say about any bundle. It looks at sources, so it names the line and explains itself at the
 * address in its message, needs a third of the time of SpotBugs, and of what it is silent about here there is a list;
 * SpotBugs had mostly files without a name to say. The bundles are built by Tycho with another compiler, so it has a
 * compilation of its own.
 */
class StaticAnalysisTest {

    /** What it says of code that is as it is meant to be. */
    private static final List<String> NOT_ASKED = List.of(
            // equal graphs are not the same edit, equal things are not the same thing, and widgets are compared a lot
            "ReferenceEquality",
            // a record's or method's tags say all that there is to say
            "MissingSummary",
            // tags of Eclipse
            "InvalidBlockTag",
            // the readers of these know that && binds more than ||
            "OperatorPrecedence",
            // a sorted map says what is meant
            "JdkObsolete", "IdentityHashMapUsage",
            // shapes, ids and pixels; no such record is a key or is compared
            "ArrayRecordComponent",
            // empty strings at the end are to be dropped
            "StringSplitter",
            // counts and bytes, far below 2^53
            "LongDoubleConversion",
            // the order in which constants are declared is the order that is meant; what they hold is not changed
            "EnumOrdinal", "ImmutableEnumChecker",
            // why libtorch could not be started is told again to each who asks
            "StaticAssignmentOfThrowable",
            // constants that say what they are
            "UnnecessaryLambda",
            // progress::checkCancelled passes on who cancels, not who counts
            "UnnecessaryMethodReference");

    private static final Pattern FINDING = Pattern.compile(".*\\.java:\\d+: (warning|error): .*");

    @TempDir
    private Path temp;

    @Test
    void errorProneFindsNothing() throws Exception {
        List<String> sources = sources();
        assertTrue(sources.size() > 900, sources.size() + " sources");
        assertEquals(List.of(), findings(sources));
    }

    /** Else all others would be worth nothing. */
    @Test
    void errorProneLooks() throws Exception {
        Path wrong = Files.writeString(temp.resolve("Wrong.java"),
                "package wrong; class Wrong { boolean is(String a) { return a.equals(a); } }");
        List<String> findings = findings(List.of(wrong.toString()));
        assertTrue(findings.size() == 1 && findings.getFirst().contains("[SelfEquals]"), findings.toString());
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path bundle : Bundles.folders()) {
            if (Files.isDirectory(bundle.resolve("src"))) {
                try (Stream<Path> files = Files.walk(bundle.resolve("src"))) {
                    files.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().forEach(sources::add);
                }
            }
        }
        return sources;
    }

    private List<String> findings(List<String> sources) throws IOException, InterruptedException {
        List<Path> path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .toList();
        List<String> arguments = new ArrayList<>(List.of("--release", "21", "-proc:none", "-implicit:none",
                "-Xmaxwarns", "1000", "-XDcompilePolicy=simple", "--should-stop=ifError=FLOW",
                "-d", Files.createDirectories(temp.resolve("classes")).toString(), "-processorpath", joined(path)));
        // ours are compiled from their sources, together
        arguments.addAll(List.of("-cp", joined(path.stream()
                .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("org.stillroom.")).toList())));
        arguments.add("-Xplugin:ErrorProne " + NOT_ASKED.stream().map(check -> "-Xep:" + check + ":OFF")
                .collect(Collectors.joining(" ")));
        arguments.addAll(sources);
        Path file = Files.write(temp.resolve("arguments"), arguments.stream()
                .map(argument -> '"' + argument.replace("\\", "\\\\") + '"').toList());
        Path log = temp.resolve("log");
        Process javac = new ProcessBuilder(javac(file)).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        int code = javac.waitFor();
        List<String> lines = Files.readAllLines(log);
        List<String> findings = lines.stream().filter(line -> FINDING.matcher(line).matches()).toList();
        assertTrue(code == 0 || !findings.isEmpty(), () -> String.join("\n", lines));
        return findings;
    }

    /** Error Prone reaches into the compiler. */
    private static List<String> javac(Path arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        for (String part : List.of("api", "code", "comp", "file", "main", "model", "parser", "processing", "tree",
                "util")) {
            command.add("-J--add-exports=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED");
            command.add("-J--add-opens=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED");
        }
        command.add("@" + arguments);
        return command;
    }

    private static String joined(List<Path> path) {
        return path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}

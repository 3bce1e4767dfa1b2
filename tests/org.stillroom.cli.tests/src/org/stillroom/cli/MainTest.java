// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    Path folder;

    @Test
    void helpNamesEveryCommandAndExitCode() {
        Cli.Ended ended = new Cli(folder).run("--help");
        assertEquals(0, ended.code());
        for (String expected : new String[] {"run ", "batch ", "check ", "nodes ", "diff ", "pin ", "0    done",
            "1    the graph is wrong", "2    wrong usage", "3    a model or file is missing",
            "4    failed while running", "130  cancelled"}) {
            assertTrue(ended.out().contains(expected), expected + " in\n" + ended.out());
        }
        assertEquals("", ended.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "nodes", "diff", "pin", "merge", "settle", "text", "git-setup", "bundle",
        "unbundle", "doctor", "cost", "batch", "plan"})
    void everyCommandHasHelpThatFitsTheScreen(String command) {
        Cli.Ended ended = new Cli(folder).run(command, "--help");
        assertEquals(0, ended.code(), ended.toString());
        assertTrue(ended.out().startsWith("Usage: stillroom " + command), ended.out());
        assertTrue(ended.out().lines().allMatch(line -> line.length() <= 100), ended.out());
    }

    @Test
    void helpOfRunDescribesTheEvents() {
        String help = new Cli(folder).run("run", "--help").out();
        assertTrue(help.contains("\"event\":\"state\"") && help.contains("cache_hit"), help);
    }

    @Test
    void versionIsOneLine() {
        Cli.Ended ended = new Cli(folder).run("--version");
        assertEquals(0, ended.code());
        assertEquals("stillroom 1.2.3", ended.out().strip());
    }

    @Test
    void withoutACommandItShowsWhatCommandsThereAre() {
        Cli.Ended ended = new Cli(folder).run();
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains("no command") && ended.err().contains("check"), ended.err());
        assertEquals("", ended.out());
    }

    @ParameterizedTest
    @CsvSource({"paint", "run", "run a b", "run --colour x", "run --models", "check", "check a b", "diff a",
        "diff a b c", "diff a b --html --svg", "merge a b", "settle", "git-setup a", "pin", "bundle",
        "unbundle a b", "doctor", "cost --sizes huge",
        "nodes a b", "run x --device tpu", "run x --set steps", "run x --set steps=3",
        "run x --set a.b", "run x --set .steps=3", "run x --set work.=3", "run x --set ="})
    void wrongUsageExitsWith2AndSaysWhereHelpIs(String arguments) {
        Cli.Ended ended = new Cli(folder).run(arguments.split(" "));
        assertEquals(2, ended.code(), ended.toString());
        assertTrue(ended.err().startsWith("error: "), ended.err());
        assertEquals("", ended.out());
    }

    @ParameterizedTest
    @CsvSource({"paint,there is no command \"paint\"", "run,GRAPH is missing", "diff a,AFTER is missing",
        "run x --set,NODE.PARAM=VALUE is missing after --set",
        "run a b,\"b\" is one argument too many", "run --colour x,there is no option --colour"})
    void wrongUsageIsSaidInTheWordsOfTheHelp(String arguments, String message) {
        String err = new Cli(folder).run(arguments.split(" ")).err();
        assertEquals("error: " + message, err.lines().findFirst().orElse(""));
    }

    @Test
    void aSlipOfTheFingerGetsAHint() {
        assertTrue(new Cli(folder).run("chekc", "x").err().contains("check"));
    }

    @Test
    void whereAnErrorCameFromIsShownOnlyWhenAskedFor() {
        Cli cli = new Cli(folder);
        assertFalse(cli.run("run", "not-there.stillroom").err().contains("\tat "));
        assertTrue(cli.run("run", "not-there.stillroom", "--stacktrace").err().contains("\tat "));
    }

    @Test
    void anArgumentThatBeginsWithAnAtSignIsNotAFileOfArguments() {
        Cli.Ended ended = new Cli(folder).run("run", "@graph");
        assertEquals(3, ended.code(), ended.toString());
        assertTrue(ended.err().contains("@graph"), ended.err());
    }
}

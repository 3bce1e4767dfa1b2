// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.cli.Cli.Ended;

class EvaluateCommandTest {

    private static final Path SHARED =
            Path.of(System.getProperty("stillroom.shared", "../../../shared/data")).toAbsolutePath().normalize();

    @TempDir
    private Path folder;
    private Path family;
    private Path student;

    @BeforeEach
    void find() {
        assumeTrue(Files.isDirectory(SHARED.resolve("pipelines")), "the shared folder's data is not here");
        family = SHARED.resolve("pipelines/tiny-flux-dev");
        student = SHARED.resolve("encoders/tiny-t5-small");
    }

    private Ended evaluate(Object... more) {
        String[] arguments = new String[1 + more.length];
        arguments[0] = "evaluate";
        for (int i = 0; i < more.length; i++) {
            arguments[i + 1] = more[i].toString();
        }
        return new Cli(folder).run(arguments);
    }

    private void assertEnds(int code, String said, Ended ended) {
        assertEquals(code, ended.code(), ended.toString());
        assertTrue(ended.err().contains(said), ended.toString());
    }

    @Test
    void writesAReport() throws Exception {
        Files.writeString(folder.resolve("list.txt"), "a robot displaying the word 'hello'\na red circle\n");
        Ended ended = evaluate("--family", family, "--encoder", student, "--prompts", "list.txt", "--steps", 1,
                "--out", "found");
        assertEquals(ExitCode.DONE, ended.code(), ended.toString());
        Path out = folder.toAbsolutePath().resolve("found");
        assertEquals(out.resolve("report.html") + System.lineSeparator(), ended.out());
        assertEquals(List.of("pictures", "pictures.csv", "report.csv", "report.html", "report.json"),
                Cli.filesIn(out));
        assertTrue(ended.err().contains("draw tiny-t5-small: done"), ended.toString());
        assertTrue(Files.readString(out.resolve("report.json"))
                .contains("no captions of the miniature world, and no real pictures"), "what is missing is not said");
    }

    @Test
    void needsAnEncoder() {
        assertEnds(ExitCode.MISSING, "there is no encoder to compare", evaluate("--family", family));
        assertEnds(ExitCode.MISSING, folder.resolve("none") + " is not there; check --encoder",
                evaluate("--family", family, "--encoder", "none"));
        assertEnds(ExitCode.USAGE, "--teacher-only",
                evaluate("--family", family, "--encoder", student, "--teacher-only"));
    }

    @Test
    void needsAFamily() {
        assertEnds(ExitCode.USAGE, "--family", evaluate("--encoder", student));
        assertEnds(ExitCode.MISSING, "check --family", evaluate("--family", "none", "--encoder", student));
        assertEnds(ExitCode.MISSING, folder + " has no config.json",
                evaluate("--family", folder, "--encoder", student));
    }

    @Test
    void refusesAnEmptyList() throws Exception {
        Path list = Files.writeString(folder.resolve("empty.txt"), "\n \n");
        assertEnds(ExitCode.FAILED, list + " has no prompt",
                evaluate("--family", family, "--encoder", student, "--prompts", list));
        assertEnds(ExitCode.USAGE, "--count",
                evaluate("--family", family, "--encoder", student, "--count", 0));
    }

    @Test
    void wordsOnlyTheMiniatureWorldsCaptions() throws Exception {
        Path list = Files.writeString(folder.resolve("list.txt"), "a red circle\n");
        assertEnds(ExitCode.USAGE, "--captions is for those of the miniature world",
                evaluate("--family", family, "--encoder", student, "--prompts", list, "--captions", "prose"));
        assertEnds(ExitCode.USAGE, "--captions",
                evaluate("--family", family, "--encoder", student, "--captions", "long"));
    }

    @Test
    void refusesAFolderThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEnds(ExitCode.FAILED, file + " is not a folder; choose another with --out",
                evaluate("--family", family, "--encoder", student, "--out", file));
    }
}

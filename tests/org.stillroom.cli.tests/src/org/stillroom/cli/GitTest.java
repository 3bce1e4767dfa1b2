// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.Conflicts;
import org.stillroom.graph.GraphFile;

/** Graphs in a real repository, merged and compared by a real git. */
class GitTest {

    @TempDir
    Path temporary;

    private Path folder;
    private Path graph;
    private Cli cli;

    /** How a program ended, with both outputs. */
    private record Ended(int code, String out) {}

    @BeforeEach
    void makeARepository() throws Exception {
        assumeTrue(git(temporary, "--version").code() == 0, "there is no git");
        folder = Files.createDirectories(temporary.resolve("it's a repository"));
        graph = folder.resolve("my graph.stillroom");
        Path program = temporary.resolve("still room's").resolve("stillroom");
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + System.getProperty("java.class.path") + "' "
                + GraphProcess.class.getName() + " \"$@\"\n");
        assertTrue(program.toFile().setExecutable(true));
        cli = new Cli(folder).with("PATH", System.getenv("PATH")).with("HOME", temporary.toString())
                .with("STILLROOM_COMMAND", program.toString());
        git("init", "-q", "-b", "main");
        git("config", "user.email", "somebody@example.org");
        git("config", "user.name", "Somebody");
        Files.writeString(graph, MergeCommandTest.GRAPH);
        commit("first");
    }

    @Test
    void twoBranchesAreMergedInTheWordsOfTheGraph() throws Exception {
        setUp();
        commit("attributes");
        branch("\"height\": 1", "\"height\": 2");
        edit("\"seed\": 1", "\"seed\": 3");
        Ended diff = git("diff");
        assertTrue(diff.out().contains("-  weave.seed = 1\n+  weave.seed = 3\n"), diff.out());
        commit("ours");
        Ended merged = git("merge", "-q", "--no-edit", "theirs");
        assertEquals(0, merged.code(), merged.out());
        assertTrue(Files.readString(graph).contains("\"height\": 2"));
        assertTrue(Files.readString(graph).contains("\"seed\": 3"));
    }

    @Test
    void aClashIsUnmergedAndStillAGraph() throws Exception {
        setUp();
        commit("attributes");
        branch("\"seed\": 1", "\"seed\": 2");
        edit("\"seed\": 1", "\"seed\": 3");
        commit("ours");
        Ended merged = git("merge", "--no-edit", "theirs");
        assertEquals(1, merged.code(), merged.out());
        assertTrue(merged.out().contains("my graph.stillroom: weave.seed: ours 3, theirs 2, before 1"), merged.out());
        assertTrue(git("status", "--porcelain").out().contains("UU \"my graph.stillroom\""));
        assertEquals(1, Conflicts.of(GraphFile.read(graph)).size());
        assertEquals(0, cli.run("settle", "--theirs", graph.toString()).code());
        commit("merged");
        assertEquals("", git("status", "--porcelain").out());
        assertTrue(Files.readString(graph).contains("\"seed\": 2"));
    }

    @Test
    void setupSaysWhatItDoesOnceAndTakesItBack() throws Exception {
        Path attributes = folder.resolve(".gitattributes");
        Files.writeString(attributes, "*.png binary");
        Cli.Ended first = setUp();
        assertTrue(first.out().contains("configured: merge.stillroom.driver = '"), first.out());
        assertTrue(first.out().contains(attributes + " now has: "), first.out());
        assertEquals("*.png binary\n" + GitAttributes.LINE + "\n", Files.readString(attributes));
        String configuration = Files.readString(folder.resolve(".git/config"));
        Cli.Ended second = setUp();
        assertTrue(second.out().contains("already configured: diff.stillroom.textconv"), second.out());
        assertEquals("*.png binary\n" + GitAttributes.LINE + "\n", Files.readString(attributes));
        assertEquals(configuration, Files.readString(folder.resolve(".git/config")));
        assertEquals(0, cli.run("git-setup", "--undo").code());
        assertEquals("*.png binary\n", Files.readString(attributes));
        assertFalse(Files.readString(folder.resolve(".git/config")).contains("stillroom"));
        assertEquals("there was nothing to undo\n", cli.run("git-setup", "--undo").out());
    }

    @Test
    void aFileThatHasOnlyOurLineGoesWithIt() throws Exception {
        setUp();
        assertEquals(0, cli.run("git-setup", "--undo").code());
        assertFalse(Files.exists(folder.resolve(".gitattributes")));
    }

    @Test
    void aWorktreeAndAFolderInItAreAsGoodAsTheRepository() throws Exception {
        Path worktree = temporary.resolve("a worktree");
        assertEquals(0, git("worktree", "add", "-q", "-b", "other", worktree.toString()).code());
        Path inside = Files.createDirectories(worktree.resolve("graphs"));
        Cli there = new Cli(inside).with("PATH", System.getenv("PATH")).with("STILLROOM_COMMAND", "/opt/stillroom");
        assertEquals(0, there.run("git-setup").code());
        assertTrue(Files.exists(worktree.resolve(".gitattributes")));
        assertEquals("'/opt/stillroom' text\n", git("config", "diff.stillroom.textconv").out());
        assertEquals(0, there.run("git-setup", "--undo").code());
        assertFalse(Files.exists(worktree.resolve(".gitattributes")));
    }

    @Test
    void nothingIsDoneOutsideOfARepositoryOrWithoutAProgram() {
        Cli.Ended outside = new Cli(temporary).with("PATH", System.getenv("PATH"))
                .with("GIT_CEILING_DIRECTORIES", temporary.getParent().toString()).run("git-setup");
        assertEquals(2, outside.code(), outside.toString());
        assertTrue(outside.err().contains("is in no working tree of git, so nothing was done"), outside.err());
        assertEquals(2, cli.with("STILLROOM_COMMAND", "").run("git-setup").code());
        assertFalse(Files.exists(folder.resolve(".gitattributes")));
    }

    private Cli.Ended setUp() {
        Cli.Ended ended = cli.run("git-setup");
        assertEquals(0, ended.code(), ended.toString());
        return ended;
    }

    /** A branch "theirs" with a change; what is checked out stays. */
    private void branch(String from, String to) throws Exception {
        git("checkout", "-q", "-b", "theirs");
        edit(from, to);
        commit("theirs");
        git("checkout", "-q", "main");
    }

    private void edit(String from, String to) throws IOException {
        String text = Files.readString(graph);
        assertTrue(text.contains(from), text);
        Files.writeString(graph, text.replace(from, to));
    }

    private void commit(String message) throws Exception {
        git("add", "-A");
        assertEquals(0, git("commit", "-q", "-m", message).code());
    }

    private Ended git(String... arguments) throws Exception {
        return git(folder, arguments);
    }

    private Ended git(Path where, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", temporary.toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_PAGER", "cat");
        builder.environment().keySet().removeIf(name -> name.equals("GIT_DIR") || name.equals("GIT_WORK_TREE"));
        try {
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), out);
        } catch (IOException e) {
            return new Ended(-1, e.toString());
        }
    }
}

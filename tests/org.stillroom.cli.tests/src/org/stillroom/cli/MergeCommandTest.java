// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.GraphFile;
import org.xml.sax.InputSource;

/** merge, settle, text, and the drawings of diff. */
class MergeCommandTest {

    static final String GRAPH = """
            {"format": "stillroom", "version": 1, "nodes": {
              "source": {"type": "apptest.source", "version": 1, "parameters": {"words": "a <b> & \\u0001 \\"c\\""}},
              "weave": {"type": "apptest.work", "version": 1, "inputs": {"text": "source.text"},
                       "parameters": {"height": 1, "seed": 1, "prompt": "first\\nsecond"}},
              "write": {"type": "apptest.write", "version": 1, "inputs": {"text": "weave.text"}}},
             "layout": {"nodes": {"source": {"x": 0, "y": 0}, "weave": {"x": 300, "y": 0}},
                        "notes": {"n": {"text": "<note>", "x": 0, "y": 200}},
                        "frames": {"f": {"title": "all", "x": -20, "y": -20, "width": 900, "height": 200}}}}
            """;

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void makeGraphs() throws IOException {
        cli = new Cli(folder);
        graph("base", "\"seed\": 1", "\"seed\": 1");
    }

    @Test
    void cleanMergesAreWrittenIntoOurs() throws Exception {
        graph("ours", "\"height\": 1", "\"height\": 2");
        graph("theirs", "\"seed\": 1", "\"seed\": 7");
        Cli.Ended ended = cli.run("merge", "base", "ours", "theirs");
        assertEquals("0 ", ended.code() + " " + ended.out() + ended.err());
        String merged = Files.readString(folder.resolve("ours"));
        assertTrue(merged.contains("\"height\": 2") && merged.contains("\"seed\": 7"), merged);
        assertEquals(merged, GraphFile.text(GraphFile.read(folder.resolve("ours"))));
    }

    @Test
    void aClashKeepsBothAndRunsOnceItIsSettled() throws IOException {
        graph("ours", "\"seed\": 1", "\"seed\": 2");
        graph("theirs", "\"seed\": 1", "\"seed\": 3");
        Cli.Ended ended = cli.run("merge", "base", "ours", "theirs", "-o", "out.stillroom", "--path", "my graph");
        assertEquals(1, ended.code(), ended.toString());
        assertTrue(ended.err().startsWith("my graph: weave.seed: ours 2, theirs 3, before 1\n"), ended.err());
        assertEquals(1, cli.run("check", "out.stillroom").code());
        assertTrue(cli.run("check", "out.stillroom").out().contains("error: weave.seed: a merge left "));
        assertEquals(1, cli.run("run", "out.stillroom").code());
        assertTrue(cli.run("run", "out.stillroom").err().contains("weave.seed: a merge left "));
        assertEquals(1, cli.run("settle", "out.stillroom").code());
        assertTrue(cli.run("settle", "out.stillroom").out().startsWith("/nodes/weave/parameters/seed\n"));
        assertEquals(2, cli.run("settle", "out.stillroom", "weave.steps", "--ours").code());
        assertEquals(0, cli.run("settle", "out.stillroom", "weave.seed", "--theirs").code());
        assertTrue(Files.readString(folder.resolve("out.stillroom")).contains("\"seed\": 3"));
        assertEquals("nothing to settle\n", cli.run("settle", "out.stillroom").out());
        assertFalse(cli.run("check", "out.stillroom").out().contains("merge"));
    }

    @Test
    void severalClashesAreSettledAtOnceOrByWhatTheyAreAbout() throws IOException {
        graph("ours", "\"seed\": 1", "\"seed\": 2", "\"height\": 1", "\"height\": 2", "\"x\": 300", "\"x\": 1");
        graph("theirs", "\"seed\": 1", "\"seed\": 3", "\"height\": 1", "\"height\": 3", "\"x\": 300", "\"x\": 2");
        assertEquals(1, cli.run("merge", "base", "ours", "theirs").code());
        assertTrue(cli.run("settle", "ours", "--theirs", "/layout").out().endsWith(": 1 settled, 2 left\n"));
        assertTrue(cli.run("settle", "ours", "--base", "weave").out().endsWith(": 2 settled, 0 left\n"));
        String settled = Files.readString(folder.resolve("ours"));
        assertTrue(settled.contains("\"x\": 2") && settled.contains("\"seed\": 1"), settled);
    }

    @Test
    void whatCannotBeReadIsNoClash() throws IOException {
        graph("ours", "\"seed\": 1", "\"seed\": 2");
        String before = Files.readString(folder.resolve("ours"));
        Files.writeString(folder.resolve("broken"), "<<<<<<< ours\n");
        for (String[] names : new String[][] {{"base", "ours", "broken"}, {"broken", "ours", "base"}}) {
            Cli.Ended ended = cli.run("merge", names[0], names[1], names[2]);
            assertEquals(4, ended.code(), ended.toString());
            assertTrue(ended.err().contains("Nothing was merged"), ended.err());
        }
        assertEquals(3, cli.run("merge", "base", "ours", "missing").code());
        assertEquals(before, Files.readString(folder.resolve("ours")));
    }

    /** What git gives where both sides added a file. */
    @Test
    void anEmptyBaseIsAnEmptyGraph() throws IOException {
        Files.createFile(folder.resolve("empty"));
        graph("ours", "\"seed\": 1", "\"seed\": 1");
        assertEquals(0, cli.run("merge", "empty", "ours", "base").code());
        graph("theirs", "\"seed\": 1", "\"seed\": 2");
        assertEquals(1, cli.run("merge", "empty", "ours", "theirs").code());
    }

    @Test
    void whatOnlyBothTogetherMakeWrongIsAWarning() throws IOException {
        graph("ours", "\"apptest.source\", \"version\": 1",
                "\"apptest.source\", \"version\": 1, \"inputs\": {\"a\": \"write.b\"}", "weave.text", "source.x");
        graph("theirs", "\"seed\": 1", "\"seed\": 2");
        assertTrue(cli.run("merge", "base", "ours", "theirs").err().isEmpty());
        graph("ours", "\"version\": 1, \"parameters\": {\"words\"",
                "\"version\": 1, \"inputs\": {\"a\": \"weave.text\"}, \"parameters\": {\"words\"",
                "\"text\": \"source.text\"", "\"text\": \"none.text\"");
        graph("base", "\"text\": \"source.text\"", "\"text\": \"none.text\"");
        graph("theirs", "\"seed\": 1", "\"seed\": 1");
        Cli.Ended ended = cli.run("merge", "base", "ours", "theirs");
        assertEquals(0, ended.code(), ended.toString());
        assertTrue(ended.err().contains("ours: warning: ") && ended.err().contains("cycle"), ended.err());
    }

    @Test
    void aGraphIsPrintedInLinesAndWhatIsNoneAsItIs() throws IOException {
        String text = cli.run("text", "base").out();
        assertTrue(text.contains("weave.seed = 1\n") && text.contains("weave.text <- source.text\n"), text);
        assertTrue(text.contains("  weave.prompt:\n    | first\n    | second\n"), text);
        assertTrue(text.indexOf("node write") < text.indexOf("place of source"), text);
        Files.writeString(folder.resolve("broken"), "{\n<<<<<<< ours\n");
        Cli.Ended ended = cli.run("text", "broken");
        assertEquals("0 {\n<<<<<<< ours\n", ended.code() + " " + ended.out());
        assertEquals(3, cli.run("text", "missing").code());
    }

    @Test
    void reviewsHaveBothGraphsAndTheirChanges() throws Exception {
        graph("after", "\"seed\": 1", "\"seed\": 2", "\"write\"", "\"show\"", "\"x\": 0, \"y\": 200",
                "\"x\": 0, \"y\": 250", "\"source.text\"", "\"gone.text\"");
        Cli.Ended svg = cli.run("diff", "base", "after", "--svg");
        assertEquals(0, svg.code(), svg.err());
        var document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg.out())));
        assertEquals(3, document.getElementsByTagName("svg").getLength());
        assertEquals(4, document.getElementsByTagName("path").getLength());
        assertTrue(svg.out().contains("weave.seed: 1 -&gt; 2") && svg.out().contains("\u2260 seed 2"), svg.out());
        Cli.Ended html = cli.run("diff", "base", "after", "--html", "-o", "page.html", "--exit-code");
        assertEquals("1 ", html.code() + " " + html.out() + html.err());
        String page = Files.readString(folder.resolve("page.html"));
        assertEquals(2, page.split("<svg ", -1).length - 1);
        assertTrue(page.contains("<li>node write renamed to show</li>"), page);
        assertTrue(page.contains("&lt;note&gt;") && !page.contains("<note>"), page);
        assertFalse(page.contains("http://") && page.replace("http://www.w3.org/2000/svg", "").contains("http"));
        assertEquals(2, cli.run("diff", "base", "after", "-o", "x").code());
    }

    private void graph(String name, String... replaced) throws IOException {
        String text = GRAPH;
        for (int i = 0; i < replaced.length; i += 2) {
            assertTrue(text.contains(replaced[i]), replaced[i]);
            text = text.replace(replaced[i], replaced[i + 1]);
        }
        Files.writeString(folder.resolve(name), text);
    }
}

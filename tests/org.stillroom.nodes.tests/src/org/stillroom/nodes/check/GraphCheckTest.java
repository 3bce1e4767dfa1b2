// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.graph.Provider;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.catalog.NodeUpgrade;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.test.scripted.Length;
import org.stillroom.test.scripted.Script;

class GraphCheckTest {

    private static final NodeCatalog CATALOG = NodeCatalog.fromClassPath(GraphCheckTest.class.getClassLoader());

    @TempDir
    Path temp;

    private ModelFolders models;

    @BeforeEach
    void makeFolders() throws IOException {
        Path model = Files.createDirectories(temp.resolve("t5-base"));
        Files.writeString(model.resolve("config.json"), "{}");
        models = new ModelFolders(List.of(temp), temp);
        Script.ALL.clear();
        Script.EXECUTED.clear();
    }

    private static Graph graph(Node... nodes) {
        Graph graph = Graph.EMPTY;
        for (Node node : nodes) {
            graph = graph.with(node);
        }
        return graph;
    }

    private static Node text(String id, String text) {
        return Node.of(id, "test.text").withParameter("text", TextNode.valueOf(text));
    }

    private static Node wired(String id, String type, String input, String from) {
        return Node.of(id, type).withInput(input, PortRef.parse(from));
    }

    private CheckedGraph check(Node... nodes) {
        return GraphCheck.check(graph(nodes), CATALOG, models);
    }

    private List<String> problems(Node... nodes) {
        return check(nodes).problems().stream().map(Problem::toString).toList();
    }

    @Test
    void aSoundGraphHasNoProblemsAndItsSpecsAreKnown() {
        CheckedGraph checked = check(text("a", "12"), text("b", "345"),
                wired("j", "test.join", "a", "a.text").withInput("b", PortRef.parse("b.text")),
                wired("s", "test.save", "text", "j.text"));
        assertEquals(List.of(), checked.problems());
        assertEquals(List.of("a", "b", "j", "s"), checked.order());
        assertEquals(Map.of(PortRef.parse("a.text"), new Length(2), PortRef.parse("b.text"), new Length(3),
                PortRef.parse("j.text"), new Length(5)), checked.specs());
        assertEquals(List.of(), Script.EXECUTED);
    }

    @Test
    void specificationsFlowAndConfigureReportsAtItsPort() {
        assertEquals(List.of("j.a: found 60 characters, expected at most 50"),
                problems(text("t", "x".repeat(60)), wired("j", "test.join", "a", "t.text")));
    }

    @Test
    void anUnknownTypeNamesWhatToInstall() {
        Graph graph = graph(Node.of("n", "gone.node")).withProviders(new TreeMap<>(Map.of("gone.node",
                new Provider("gone.bundle", "gone.feature"))));
        assertEquals("n: node type \"gone.node\" is not installed; install feature gone.feature (bundle gone.bundle)",
                GraphCheck.check(graph, CATALOG, models).problems().getFirst().toString());
        assertEquals(List.of("n: node type \"test.tex\" is not installed; install the bundle that contributes it. "
                + "Did you mean \"test.text\"?"), problems(Node.of("n", "test.tex")));
    }

    @Test
    void unknownPortsAndParametersNameTheNearest() {
        assertEquals(List.of(
                "j.b: is wired from t.txt, but Text has no output \"txt\". Did you mean \"text\"?",
                "j.tims: Join has no parameter \"tims\". Did you mean \"times\"?",
                "j.wrong: Join has no input \"wrong\"."),
                problems(text("t", ""), wired("j", "test.join", "a", "t.text").withInput("b", PortRef.parse("t.txt"))
                        .withInput("wrong", PortRef.parse("t.text")).withParameter("tims", IntNode.valueOf(2))));
    }

    @Test
    void parametersInputsAndTypesAreCheckedAndSortedByNodeAndPort() {
        assertEquals(List.of(
                "e.text: takes Text, and v.value gives Value; wire it to an output of the same type",
                "j.a: needs a wire from an output of type Text",
                "j.times: found 10, expected at most 9"),
                problems(Node.of("v", "test.scriptedValue"), wired("e", "test.encoder", "text", "v.value"),
                        Node.of("j", "test.join").withParameter("times", IntNode.valueOf(10))));
    }

    @Test
    void looseWiresAndCyclesAreProblems() {
        List<String> problems = problems(wired("j", "test.join", "a", "nowhere.text"),
                wired("x", "test.join", "a", "y.text"), wired("y", "test.join", "a", "x.text"));
        assertEquals(2, problems.size(), problems::toString);
        assertTrue(problems.stream().anyMatch(problem -> problem.startsWith("j.a: ")), problems::toString);
        assertTrue(problems.stream().anyMatch(problem -> problem.contains("x") && problem.contains("y")));
    }

    @Test
    void missingModelsAreToldApartFromWrongGraphs() {
        Node encoder = wired("e", "test.encoder", "text", "t.text")
                .withParameter("model", TextNode.valueOf("t5-bass"));
        CheckedGraph missing = check(text("t", ""), encoder);
        assertTrue(missing.missingModels());
        assertEquals("e", missing.errors().getFirst().node());
        assertEquals("model", missing.errors().getFirst().port());
        assertTrue(missing.errors().getFirst().message().contains("t5-base"));
        CheckedGraph both = check(text("t", ""), encoder.withParameter("steps", IntNode.valueOf(1)));
        assertFalse(both.missingModels());
        assertEquals(1, both.missing().size());
        CheckedGraph file = check(text("t", ""), encoder.withParameter("model", TextNode.valueOf("t5-base"))
                .withParameter("notes", TextNode.valueOf("gone.txt")));
        assertTrue(file.missingModels());
        assertFalse(check(text("t", ""), encoder.withParameter("model", TextNode.valueOf("../x"))).missingModels());
        assertFalse(check(text("t", "")).missingModels());
    }

    @Test
    void whateverConfigureThrowsIsAProblemOfItsNodeAndTheRestIsChecked() {
        for (Throwable thrown : List.of(new IllegalStateException("oops"), new StackOverflowError(),
                new NoClassDefFoundError("gone/Class"), new OutOfMemoryError("heap"))) {
            Script.ALL.put("bad", new Script() {
                @Override
                public void execute(ExecuteContext context) {
                    throw new AssertionError("a check executes nothing");
                }

                @Override
                public void configure(ConfigureContext context) {
                    GraphCheckTest.<RuntimeException>sneak(thrown);
                }
            });
            List<String> problems = problems(Node.of("n", "test.scripted").withParameter("script", json("bad")),
                    text("t", "x".repeat(60)), wired("j", "test.join", "a", "t.text"));
            assertEquals(2, problems.size(), problems::toString);
            assertTrue(problems.getLast().startsWith("n: could not be configured (" + thrown), problems::toString);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable e) throws E {
        throw (E) e;
    }

    private static JsonNode json(String text) {
        return TextNode.valueOf(text);
    }

    @Test
    void aClassThatCannotBeMadeIsAProblemOfItsNode() {
        String problem = problems(Node.of("n", "test.missingSuper")).getFirst();
        assertTrue(problem.startsWith("n: the class") && problem.contains("org.stillroom.engine.tests"), problem);
    }

    @Test
    void onlyTheTargetsAndWhatTheyNeedAreChecked() {
        Graph graph = graph(text("t", ""), wired("j", "test.join", "a", "t.text"), Node.of("bad", "gone.node"));
        CheckedGraph checked = GraphCheck.check(graph, CATALOG, models, Set.of("j"));
        assertEquals(List.of(), checked.problems());
        assertEquals(Set.of("t", "j"), checked.graph().nodes().keySet());
        assertTrue(GraphCheck.check(graph, CATALOG, models, Set.of("k")).problems().getFirst().message()
                .contains("no node \"k\""));
    }

    @Test
    void aNodeOfANewerVersionIsRefusedAndOneOfAnOlderVersionIsUpgraded() {
        Node shout = wired("n", "example.shout", "text", "t.text").withParameter("bangs", IntNode.valueOf(3));
        assertEquals(List.of(), problems(text("t", "a"), shout));
        Graph upgraded = check(text("t", "a"), shout).graph();
        assertEquals(2, upgraded.nodes().get("n").version());
        assertEquals(Map.of("marks", IntNode.valueOf(3)), upgraded.nodes().get("n").parameters());

        Node current = shout.withVersion(2, shout.parameters());
        assertEquals("n.bangs: Shout has no parameter \"bangs\".", problems(text("t", "a"), current).getFirst());
        Node newer = shout.withVersion(3, shout.parameters());
        assertEquals(List.of("n: was written by version 3 of Shout, and version 2 is installed; update feature "
                + "org.stillroom.example.feature"), problems(text("t", "a"), newer));
        Node tooLarge = shout.withParameter("bangs", IntNode.valueOf(30));
        assertEquals(List.of("n.marks: found 30, expected at most 10"), problems(text("t", "a"), tooLarge));
    }

    @Test
    void anUpgradeDoesNotOverwriteTheNewName() {
        NodeType type = CATALOG.nodeType("example.shout").orElseThrow();
        Node both = Node.of("n", "example.shout").withParameter("bangs", IntNode.valueOf(1))
                .withParameter("marks", IntNode.valueOf(2));
        assertEquals(Map.of("marks", IntNode.valueOf(2)), NodeUpgrade.upgrade(both, type).parameters());
    }

    @Test
    void onlyActiveNodesThatShowOrSaveAreWhatARunIsFor() {
        Graph graph = graph(text("t", "x"), wired("a", "test.save", "text", "t.text"),
                wired("b", "test.save", "text", "t.text").withMode(Node.Mode.MUTED),
                wired("c", "test.save", "text", "t.text").withMode(Node.Mode.BYPASSED), Node.of("d", "unknown.type"));
        assertEquals(Set.of("a"), GraphCheck.sinks(graph, CATALOG));
    }

    @Test
    void onlyTheFirstOfAHostOfMissingModelsGetNearNames() throws Exception {
        for (int i = 0; i < 30; i++) {
            Files.writeString(models.folders().get(0).resolve("model" + i + ".safetensors"), "x");
        }
        Graph graph = graph(text("t", "x"));
        SortedMap<String, Node> nodes = new TreeMap<>(graph.nodes());
        for (int i = 0; i < 500; i++) {
            nodes.put("n" + i, wired("n" + i, "test.encoder", "text", "t.text")
                    .withParameter("model", TextNode.valueOf("model" + i + "x.safetensors")));
        }
        CheckedGraph checked = GraphCheck.check(graph.withNodes(nodes), CATALOG, models);
        assertEquals(500, checked.missing().size());
        assertEquals(20, checked.missing().stream().filter(each -> each.message().contains("Did you mean")).count());
    }
}

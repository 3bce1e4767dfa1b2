// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillroom.graph.Change;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphDiff;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.Layout;
import org.stillroom.graph.LogicChange;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ModelFolders;

/** The examples are right, fit the small family where they name it, and look tidy. */
class ExampleGraphsTest {

    @TempDir
    static Path models;

    @BeforeAll
    static void writeFamily() throws Exception {
        MiniFamily.write(models.resolve(MiniFamily.NAME));
        FaithfulFamily.write(models.resolve(FaithfulFamily.NAME));
    }

    static List<String> names() {
        return ExampleGraphs.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingIsWrongWithIt(String name) {
        CheckedGraph checked = GraphCheck.check(ExampleGraphs.graph(name),
                NodeCatalog.fromClassPath(getClass().getClassLoader()), new ModelFolders(List.of(models)));
        boolean ownModels = Stream.of(MiniFamily.NAME, FaithfulFamily.NAME)
                .anyMatch(family -> ExampleGraphs.text(name).contains('"' + family));
        assertTrue(ownModels ? checked.problems().isEmpty() : checked.missingModels(),
                "nothing is wrong, but for checkpoints that a user has: " + checked.problems());
    }

    @ParameterizedTest
    @MethodSource("names")
    void textIsCanonical(String name) {
        assertEquals(ExampleGraphs.text(name), GraphFile.text(ExampleGraphs.graph(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void wiresRunFromLeftToRight(String name) {
        Graph graph = ExampleGraphs.graph(name);
        assertEquals(graph.nodes().keySet(), graph.layout().nodes().keySet());
        for (Wire wire : graph.wires()) {
            Layout.Place from = graph.layout().nodes().get(wire.from().node());
            Layout.Place to = graph.layout().nodes().get(wire.to().node());
            assertTrue(from.x() + 200 < to.x(), wire.toString());
        }
    }

    /** The studio copies what lies there, and the wizard offers its templates. */
    @Test
    void eachIsOfferedInAllPlaces() throws Exception {
        Path bundle = Path.of("../../bundles/org.stillroom.mini");
        Set<String> all = new TreeSet<>(names());
        try (Stream<Path> files = Files.list(bundle.resolve("graphs"))) {
            assertEquals(all, new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
        }
        List<String> templates = Pattern.compile("file=\"graphs/([^\"]+)\"")
                .matcher(Files.readString(bundle.resolve("plugin.xml"))).results()
                .map(match -> match.group(1)).toList();
        assertEquals(names(), templates);
    }

    /** The welcome page shows them, and opens the graph that each carries. */
    @Test
    void everyPictureCarriesThePromptThatItIsShownWith() throws IOException {
        Path bundle = Path.of("../../bundles/org.stillroom.mini");
        Map<String, String> labels = new TreeMap<>();
        Pattern.compile("<picture file=\"drawn/([^\"]+)\" label=\"([^\"]+)\"/>")
                .matcher(Files.readString(bundle.resolve("plugin.xml"))).results()
                .forEach(match -> labels.put(match.group(1), match.group(2)));
        try (Stream<Path> files = Files.list(bundle.resolve("drawn"))) {
            assertEquals(labels.keySet(), new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
        }
        for (Map.Entry<String, String> label : labels.entrySet()) {
            String text = Files.readString(bundle.resolve("drawn").resolve(label.getKey()),
                    StandardCharsets.ISO_8859_1);
            assertTrue(text.contains("\"text\": \"" + label.getValue() + '"'), label.toString());
        }
    }

    @Test
    void swappingTheEncoderChangesOneParameter() {
        List<Change> changes = GraphDiff.between(ExampleGraphs.graph(ExampleGraphs.FIRST_PICTURE),
                ExampleGraphs.graph(ExampleGraphs.SWAPPED_ENCODER));
        assertEquals(1, changes.size(), changes.toString());
        assertTrue(changes.get(0) instanceof LogicChange.ParameterChanged change
                && change.node().equals("t5_encoder") && change.parameter().equals("model"), changes.toString());
    }

    @Test
    void unknownExampleIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ExampleGraphs.text("../plugin.xml"));
    }
}

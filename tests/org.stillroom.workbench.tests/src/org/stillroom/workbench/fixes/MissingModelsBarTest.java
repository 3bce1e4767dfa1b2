// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.swt.widgets.Button;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.ModelPin;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.mini.MiniFamily;
import org.stillroom.workbench.editor.EditorFixture;
import org.stillroom.workbench.editor.EditorTestBase;
import org.stillroom.workbench.editor.GraphEditor;
import org.stillroom.workbench.fixture.Screenshot;
import org.stillroom.workbench.open.InfoBars.About;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.services.Preferences;

/** A graph with models that are not there, in its editor. */
class MissingModelsBarTest extends EditorTestBase {

    @TempDir
    private static Path models;

    @BeforeAll
    static void writeFamily() throws Exception {
        MiniFamily.write(models.resolve(MiniFamily.NAME));
    }

    @BeforeEach
    void start() {
        Preferences.store().setValue(Preferences.MODEL_FOLDERS, models.toString());
    }

    private static Graph naming(Graph graph, String node, String model) {
        return graph.with(graph.nodes().get(node).withParameter("model", TextNode.valueOf(model)));
    }

    private static Graph lost() {
        Graph graph = naming(ExampleGraphs.graph("two-encoders.stillroom"), "vae_decoder_student", "lost/vae");
        return naming(naming(graph, "vae_decoder_teacher", "lost/vae"), "t5_student", "lost/t5");
    }

    private GraphEditor open(Graph graph) throws Exception {
        return fixture.open(fixture.file("lost.stillroom", GraphFile.text(graph)));
    }

    private static Optional<String> sentence(GraphEditor editor) {
        return editor.bars().sentence(About.MISSING_MODELS);
    }

    private static List<String> buttons() {
        return EditorFixture.seen().stream().filter(Button.class::isInstance).map(button -> ((Button) button).getText())
                .toList();
    }

    @Test
    void theyAreNamedOneByOneWithWhatWouldDo() throws Exception {
        Graph graph = lost();
        GraphEditor editor = open(graph);
        EditorFixture.await("the models are missed", () -> sentence(editor).isPresent());
        assertTrue(sentence(editor).orElseThrow().startsWith("2 models"), sentence(editor).toString());
        EditorFixture.await("one that fits is found", () -> buttons().contains("Use mini/vae"));
        Screenshot.of(EditorFixture.page().getWorkbenchWindow().getShell(), "missing-models");
        EditorFixture.press("Use mini/vae");
        Graph after = EditorFixture.graph(editor);
        for (String node : List.of("vae_decoder_student", "vae_decoder_teacher")) {
            assertEquals("mini/vae", after.nodes().get(node).parameters().get("model").asText(), node);
        }
        EditorFixture.await("one is left", () -> sentence(editor).orElse("").startsWith("One model"));
        editor.getAdapter(CommandStack.class).undo();
        assertEquals(graph, EditorFixture.graph(editor), "in one step");
        EditorFixture.await("both are missed again", () -> sentence(editor).orElse("").startsWith("2 models"));
    }

    @Test
    void nothingIsSaidWhereNoneIsMissing() throws Exception {
        GraphEditor editor = open(lost());
        EditorFixture.await("the models are missed", () -> sentence(editor).isPresent());
        EditorFixture.await("those that fit are found", () -> buttons().contains("Use mini/vae")
                && buttons().stream().filter(label -> label.startsWith("Use ")).count() == 2);
        EditorFixture.press("Use mini/vae");
        EditorFixture.await("one is left", () -> sentence(editor).orElse("").startsWith("One model"));
        EditorFixture.await("one that fits is found", () -> buttons().stream().anyMatch(is -> is.startsWith("Use ")));
        EditorFixture.press(buttons().stream().filter(label -> label.startsWith("Use ")).findFirst().orElseThrow());
        EditorFixture.await("nothing is missing", () -> sentence(editor).isEmpty());
    }

    @Test
    void oneWithChecksumsCanBeLookedForByThem() throws Exception {
        ModelPin pin = new ModelPin(new TreeMap<>(Map.of("config.json", "0".repeat(64))));
        GraphEditor editor = open(lost().withModels(Map.of("lost/vae", pin)));
        EditorFixture.await("the models are missed", () -> sentence(editor).isPresent());
        assertEquals(1, buttons().stream().filter(Messages.MissingModelsBar_checksum::equals).count());
        assertEquals(2, buttons().stream().filter(Messages.MissingModelsBar_choose::equals).count());
    }

    @Test
    void theChecksumsOfAModelThatIsReplacedGo() {
        ModelPin pin = new ModelPin(new TreeMap<>(Map.of("config.json", "0".repeat(64))));
        Graph graph = lost().withModels(Map.of("lost/vae", pin, "mini/transformer", pin));
        Graph after = NamedModel.replaced(Catalog.get(), "use", "lost/vae", "mini/vae")
                .change().apply(graph);
        assertEquals(List.of("mini/transformer"), List.copyOf(after.models().keySet()));
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.engine.Bench.encoder;
import static org.stillroom.engine.Bench.executed;
import static org.stillroom.engine.Bench.graph;
import static org.stillroom.engine.Bench.save;
import static org.stillroom.engine.Bench.scripted;
import static org.stillroom.engine.Bench.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.test.scripted.Script;
import org.stillroom.test.scripted.Value;

/** A node may say that it will not look at an input; what is only there for it does not run. */
class LeftOutTest extends BenchTest {

    private final List<String> seen = new ArrayList<>();

    /** Shows what it is given of a text and a value, and leaves inputs out. */
    private final class Chooser implements Script {

        private final Set<String> leftOut;

        Chooser(String... leftOut) {
            this.leftOut = Set.of(leftOut);
        }

        @Override
        public void configure(ConfigureContext context) {
            leftOut.forEach(context::leaveOut);
        }

        @Override
        public void execute(ExecuteContext context) {
            seen.add(context.optionalInput("text", String.class).orElse("no text") + ", "
                    + context.optionalInput("value", Value.class).map(value -> "a value").orElse("no value") + ", "
                    + context.modelsUsed());
        }
    }

    /** Text from an encoder of a model, a value from a node that may be another one. */
    private Graph wired(int value, String... leftOut) {
        return graph(text("words", "a"), encoder("encoder", "t5", "words"),
                scripted("value", "test.scriptedValue", context -> context.output("value", new Value(value)))
                        .withParameter("script", Bench.json("value")),
                scripted("sink", "test.scriptedSink", new Chooser(leftOut))
                        .withInput("text", new PortRef("encoder", "text"))
                        .withInput("value", new PortRef("value", "value")));
    }

    private void run(Graph graph, String... targets) throws Exception {
        RunResult result = bench.run(graph, targets);
        assertTrue(result.ok(), result.failures()::toString);
    }

    @Test
    void whatIsOnlyThereForItDoesNotRun() throws Exception {
        bench.model("t5", "W");
        run(wired(1));
        assertEquals(Set.of("encoder", "sink", "value", "words"), executed());
        run(wired(1, "value"));
        assertEquals(Set.of("sink"), executed());
        run(wired(1, "text"));
        assertEquals(Set.of("sink"), executed());
        assertEquals(List.of("a+W, a value, [t5]", "a+W, no value, [t5]", "no text, a value, []"), seen);
    }

    @Test
    void itsModelsNeedNotBeThere() throws Exception {
        Graph graph = wired(1, "text");
        run(graph);
        assertEquals(List.of("no text, a value, []"), seen);
        CheckedGraph all = GraphCheck.check(graph, Bench.CATALOG, new ModelFolders(List.of(bench.models)));
        assertTrue(all.missingModels(), "while editing the node says what it misses: " + all.problems());
        assertFalse(bench.run(wired(1, "value")).ok());
    }

    /** The key of a result holds what it was made from, and nothing else. */
    @Test
    void whatChangesThereChangesNothing() throws Exception {
        bench.model("t5", "W");
        run(wired(1, "text"));
        bench.model("t5", "other weights");
        run(wired(1, "text"));
        assertEquals(Set.of(), executed());
    }

    @Test
    void whatOthersNeedOrIsAskedForRunsAllTheSame() throws Exception {
        bench.model("t5", "W");
        Node save = save("saved", "encoder");
        run(wired(1, "text").with(save));
        assertEquals(Set.of("encoder", "saved", "sink", "value", "words"), executed());
        run(wired(1, "text"), "encoder");
        assertEquals(Set.of(), executed());
    }
}

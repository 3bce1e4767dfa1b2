// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.engine.Bench.graph;
import static org.stillroom.engine.Bench.save;
import static org.stillroom.engine.Bench.scripted;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Node;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.Shown;

/** What nodes and values show is told with their results. */
class ShowsTest extends BenchTest {

    private static final Shown TABLE = new Shown.Table(List.of(),
            List.of(new Shown.Row("score", List.of(Quantity.of(31.2)), "")));

    private SortedMap<String, Shown> shown(String node) {
        SortedMap<String, Shown> shown = new TreeMap<>();
        bench.events.stream().filter(RunEvent.Showed.class::isInstance).map(RunEvent.Showed.class::cast)
                .filter(event -> event.node().equals(node)).forEach(event -> shown.putAll(event.shown()));
        return shown;
    }

    @Test
    void aTextShowsItselfAndANodeWhatItSaysLast() throws Exception {
        Node node = scripted("n", "test.scripted", context -> {
            context.show(new Shown.Words("first"));
            context.show(TABLE);
            context.output("text", "four");
        });
        bench.run(graph(node, save("s", "n")));
        assertEquals(Map.of("", TABLE, "text", new Shown.Words("four")), shown("n"));
        assertEquals(Map.of(), shown("s"));
    }

    @Test
    void aResultThatIsTakenFromBeforeShowsTheSame() throws Exception {
        Node node = scripted("n", "test.scripted", context -> {
            context.show(TABLE);
            context.output("text", "four");
        });
        bench.run(graph(node), "n");
        bench.run(graph(node), "n");
        assertTrue(Bench.executed().isEmpty());
        assertEquals(TABLE, shown("n").get(""));
    }

    @Test
    void wordsGoWithTheProgress() throws Exception {
        Node node = scripted("n", "test.scripted", context -> {
            context.progress(1, 2, "loss 0.5");
            context.progress(2, 2);
            context.output("text", "four");
        });
        bench.run(graph(node, save("s", "n")));
        assertEquals(List.of("loss 0.5", ""), bench.events.stream().filter(RunEvent.Progress.class::isInstance)
                .map(event -> ((RunEvent.Progress) event).words()).toList());
    }

    @Test
    void aNodeThatFailsShowsNothing() throws Exception {
        Node node = scripted("n", "test.scripted", context -> {
            context.show(TABLE);
            throw new IllegalStateException("broken");
        });
        bench.run(graph(node, save("s", "n")));
        assertEquals(Map.of(), shown("n"));
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.engine.Bench.executed;
import static org.stillroom.engine.Bench.graph;
import static org.stillroom.engine.Bench.scripted;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.Reader;
import org.stillroom.nodes.contract.Settled;
import org.stillroom.test.scripted.Script;
import org.stillroom.test.scripted.Value;

/** A node may settle what a parameter comes to by what reads its outputs, and a file that nobody named. */
class SettledTest extends BenchTest {

    private static final String VALUE = "value";
    private static final String PARAMETER = "script";

    private final List<String> executedWith = new ArrayList<>();
    private final SortedSet<String> used = new TreeSet<>();
    private Path found;

    @BeforeEach
    void makeWhatIsFound() throws Exception {
        found = Files.writeString(bench.output.resolveSibling("found.json"), "one");
    }

    private final class Finder implements Script {

        @Override
        public void configure(ConfigureContext context) {
            context.readers(VALUE).stream().map(Finder::seen).sorted().findFirst()
                    .ifPresent(seen -> context.settle(PARAMETER, Settled.model(seen, found)));
        }

        private static String seen(Reader reader) {
            return reader.type().id() + "." + reader.input() + " " + reader.parameters().text(PARAMETER)
                    + reader.readers(VALUE).stream().map(next -> " > " + next.parameters().text(PARAMETER)).toList();
        }

        @Override
        public void execute(ExecuteContext context) {
            context.settled(PARAMETER).ifPresent(settled -> executedWith.add(settled.value()));
            context.output(VALUE, new Value(1));
        }
    }

    private Graph wired(Node.Mode sinkMode) {
        Node finder = scripted("finder", "test.scriptedValue", new Finder());
        Node middle = scripted("middle", "test.scriptedValue", context -> context.output(VALUE, new Value(2)))
                .withInput(VALUE, new PortRef("finder", VALUE));
        Node sink = scripted("sink", "test.scriptedSink", context -> {
            used.addAll(context.modelsUsed());
            for (String name : context.modelsUsed()) {
                assertEquals(found, context.modelUsed(name));
            }
        }).withInput(VALUE, new PortRef("middle", VALUE));
        Node other = scripted("other", "test.scriptedSink", context -> { })
                .withInput(VALUE, new PortRef("middle", VALUE)).withMode(sinkMode);
        return graph(finder, middle, sink, other);
    }

    @Test
    void aNodeSeesWhatReadsItsOutputsHoweverFarAndHoweverLittleOfTheGraphRuns() throws Exception {
        String all = "test.scriptedValue.value middle[ > other,  > sink]";
        assertTrue(bench.run(wired(Node.Mode.ACTIVE), "finder").ok());
        assertEquals(List.of(all), executedWith);
        assertTrue(bench.run(wired(Node.Mode.ACTIVE)).ok());
        assertEquals(List.of(all), executedWith);
        assertEquals(Set.of("middle", "other", "sink"), executed());

        assertEquals(Optional.of("test.scriptedValue.value middle[ > sink]"), Optional.ofNullable(GraphCheck
                .check(wired(Node.Mode.MUTED), Bench.CATALOG, new ModelFolders(List.of(bench.models)))
                .settled().get(new PortRef("finder", PARAMETER))).map(Settled::value));
    }

    @Test
    void whatWasFoundCountsLikeWhatIsNamed() throws Exception {
        assertTrue(bench.run(wired(Node.Mode.MUTED)).ok());
        assertEquals(Set.of("test.scriptedValue.value middle[ > sink]"), used);
        assertTrue(bench.run(wired(Node.Mode.MUTED)).ok());
        assertEquals(Set.of(), executed());

        Files.writeString(found, "another");
        assertTrue(bench.run(wired(Node.Mode.MUTED)).ok());
        assertEquals(Set.of("finder", "middle", "sink"), executed());
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.engine.Bench.graph;
import static org.stillroom.engine.Bench.save;
import static org.stillroom.engine.Bench.text;

import com.fasterxml.jackson.databind.node.IntNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;

/** A node that a third bundle contributes runs like any other, also when an older version of it wrote the graph. */
class ExampleNodeTest {

    @TempDir
    Path folder;

    @Test
    void itRuns() throws Exception {
        try (Bench bench = new Bench(folder)) {
            Node shout = Node.of("shout", "example.shout").withInput("text", new PortRef("t", "text"))
                    .withParameter("bangs", IntNode.valueOf(2));
            RunResult result = bench.run(graph(text("t", "quiet"), shout, save("s", "shout")));
            assertTrue(result.ok(), result.failures()::toString);
            assertEquals("QUIET!!", Files.readString(bench.output.resolve("s.txt")));
        }
    }
}

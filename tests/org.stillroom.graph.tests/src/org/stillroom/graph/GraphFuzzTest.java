// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Feeds spoiled graph files to the parser: either it refuses them with a GraphFileException, or the graph can be
 * examined and saved and comes back the same. {@code -Dstillroom.fuzz=1000000} tries more,
 * {@code -Dstillroom.fuzz.seed=7} others.
 */
class GraphFuzzTest {

    @Test
    void spoiledFilesAreRefusedOrUnderstood(TestReporter reporter) throws Exception {
        int count = Integer.getInteger("stillroom.fuzz", 5_000);
        List<byte[]> files = new ArrayList<>();
        for (Path file : GraphFileTest.oldGraphs()) {
            files.add(Files.readAllBytes(file));
        }
        RandomGraphs graphs = new RandomGraphs(3);
        for (int i = 0; i < 20; i++) {
            files.add(GraphFile.text(graphs.next()).getBytes(StandardCharsets.UTF_8));
        }
        Mutator mutator = new Mutator(Long.getLong("stillroom.fuzz.seed", 42), files);
        int understood = 0;
        for (int i = 0; i < count; i++) {
            byte[] bytes = mutator.next();
            try {
                understood += isUnderstood(bytes) ? 1 : 0;
            } catch (Throwable e) {
                throw new AssertionError("input " + i + ": " + Base64.getEncoder().encodeToString(bytes), e);
            }
        }
        reporter.publishEntry("fuzz", count + " inputs, " + understood + " understood");
        assertTrue(understood > count / 50 && understood < count, understood + " of " + count + " understood");
    }

    private static boolean isUnderstood(byte[] bytes) throws GraphFileException {
        Graph graph;
        try {
            graph = GraphFile.parse(bytes, "fuzz");
        } catch (GraphFileException e) {
            assertTrue(e.getMessage().startsWith("fuzz") && e.getMessage().length() < 1000, e.getMessage());
            return false;
        }
        String text = GraphFile.text(graph);
        Graph again = GraphFile.parse(text, "fuzz");
        assertEquals(graph, again);
        assertEquals(text, GraphFile.text(again));
        assertEquals(List.of(), GraphDiff.between(graph, again));
        GraphStructure.problems(graph);
        assertEquals(graph.nodes().keySet(), GraphStructure.upstream(graph, Set.copyOf(graph.nodes().keySet())));
        return true;
    }
}

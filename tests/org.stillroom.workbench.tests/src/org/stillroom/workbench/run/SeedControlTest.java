// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;

class SeedControlTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SeedControl control = new SeedControl(TestNodes.CATALOG, new Random(1));

    private static Graph graph(JsonNode seed, String afterRun) {
        return Graph.EMPTY.with(Node.of("source", TestNodes.SOURCE).withParameter("seed", seed)
                .withParameter("after_run", JSON.textNode(afterRun)));
    }

    private BigInteger next(Graph ran) {
        Graph after = control.after(ran, Set.of("source"), ran).orElseThrow().change().apply(ran);
        return after.nodes().get("source").parameters().get("seed").bigIntegerValue();
    }

    @Test
    void countsOnPastTheSizesOfNumbersAndFromTheLastToTheFirst() {
        assertEquals(BigInteger.ONE, next(graph(JSON.numberNode(0), "increment")));
        assertEquals(BigInteger.ONE.shiftLeft(31), next(graph(JSON.numberNode(Integer.MAX_VALUE), "increment")));
        assertEquals(BigInteger.ONE.shiftLeft(63), next(graph(JSON.numberNode(Long.MAX_VALUE), "increment")));
        assertEquals(BigInteger.ZERO,
                next(graph(JSON.numberNode(new BigInteger("18446744073709551615")), "increment")));
    }

    @Test
    void takesAnotherSeedAtRandom() {
        Graph ran = graph(JSON.numberNode(7), "random");
        assertNotEquals(BigInteger.valueOf(7), next(ran));
        assertNotEquals(next(ran), next(ran));
        assertTrue(next(ran).signum() >= 0);
    }

    @Test
    void leavesASeedThatIsFixed() {
        Graph ran = graph(JSON.numberNode(7), "fixed");
        assertTrue(control.after(ran, Set.of("source"), ran).isEmpty());
    }

    @Test
    void leavesASeedThatWasEditedMeanwhile() {
        Graph ran = graph(JSON.numberNode(7), "increment");
        Graph now = graph(JSON.numberNode(9), "increment");
        assertTrue(control.after(ran, Set.of("source"), now).isEmpty());
    }

    @Test
    void leavesWhatTookNoPartInTheRun() {
        Graph ran = graph(JSON.numberNode(7), "increment");
        assertTrue(control.after(ran, Set.of(), ran).isEmpty());
    }

    @Test
    void leavesANodeThatWasRemovedOrHasNoSeed() {
        Graph ran = graph(JSON.numberNode(7), "increment").with(RunBench.work("work", "", "source"));
        assertTrue(control.after(ran, Set.of("source", "work"), Graph.EMPTY.with(ran.nodes().get("work"))).isEmpty());
    }

    @Test
    void severalRunsHaveTheirNextSeedsAlsoWhereOneIsFixed() {
        Graph fixed = graph(JSON.numberNode(7), "fixed");
        assertEquals(BigInteger.valueOf(8), seed(control.advanced(fixed)));
        assertEquals(BigInteger.valueOf(9), seed(control.advanced(control.advanced(fixed))));
        assertEquals(BigInteger.valueOf(8), seed(control.advanced(graph(JSON.numberNode(7), "increment"))));
        Graph random = graph(JSON.numberNode(7), "random");
        assertNotEquals(seed(control.advanced(random)), seed(control.advanced(random)));
    }

    @Test
    void aGraphWithoutASeedStaysTheSame() {
        Graph graph = Graph.EMPTY.with(RunBench.work("work", "", "source"));
        assertSame(graph, control.advanced(graph));
    }

    @Test
    void howOftenIsAWholeNumberThatIsNotTooLarge() {
        assertEquals(Optional.of(4), RunSeveralHandler.times(" 4 "));
        assertEquals(Optional.of(RunSeveralHandler.MOST), RunSeveralHandler.times("100"));
        for (String wrong : List.of("", "0", "101", "-1", "2.5", "many", "99999999999")) {
            assertEquals(Optional.empty(), RunSeveralHandler.times(wrong), wrong);
        }
    }

    private static BigInteger seed(Graph graph) {
        return graph.nodes().get("source").parameters().get("seed").bigIntegerValue();
    }
}

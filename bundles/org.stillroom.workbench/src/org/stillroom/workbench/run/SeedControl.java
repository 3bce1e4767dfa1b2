// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.stillroom.edit.Edit;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Parameters;

/**
 * Goes on to the next seed after a run, on nodes that have a parameter {@code seed} and a choice {@code after_run}. The
 * choice may be to leave it {@code fixed}, to {@code increment} it, or to take a {@code random} one.
 */
final class SeedControl {

    private static final String SEED = "seed";
    private static final String AFTER_RUN = "after_run";

    /** Only the low 32 bits of a seed count, and shorter ones are easier to read and to pass on. */
    private static final long RANDOM_SEEDS = 1L << 32;

    private final NodeCatalog catalog;
    private final RandomGenerator random;

    SeedControl(NodeCatalog catalog, RandomGenerator random) {
        this.catalog = catalog;
        this.random = random;
    }

    /**
     * The step to the next seeds; empty if none is to change.
     *
     * @param ran graph that the run was of
     * @param nodes ids of the nodes that took part in it
     * @param now graph as it is after the run; a seed that was edited meanwhile stays
     */
    Optional<Edit> after(Graph ran, Set<String> nodes, Graph now) {
        Map<String, JsonNode> seeds = new TreeMap<>();
        for (String id : nodes) {
            Node before = ran.nodes().get(id);
            Node present = now.nodes().get(id);
            if (before != null && present != null && before.type().equals(present.type())
                    && seed(before).equals(seed(present))) {
                next(present).ifPresent(seed -> seeds.put(id, seed));
            }
        }
        return seeds.isEmpty() ? Optional.empty() : Optional.of(new Edit(Messages.SeedControl_nextSeed,
                graph -> change(graph, seeds)));
    }

    /**
     * A graph with its next seeds: random ones on nodes that take those, and elsewhere one more, also where a seed is
     * fixed. The same graph where no node has a seed.
     */
    Graph advanced(Graph graph) {
        Map<String, JsonNode> seeds = new TreeMap<>();
        graph.nodes().values().forEach(node -> parameters(node).ifPresent(parameters -> seeds.put(node.id(),
                next(node).orElseGet(() -> incremented(parameters, seedType(node))))));
        return change(graph, seeds);
    }

    private static Graph change(Graph graph, Map<String, JsonNode> seeds) {
        Graph changed = graph;
        for (Map.Entry<String, JsonNode> seed : seeds.entrySet()) {
            Node node = changed.nodes().get(seed.getKey());
            changed = node == null ? changed : changed.with(node.withParameter(SEED, seed.getValue()));
        }
        return changed;
    }

    private Optional<BigInteger> seed(Node node) {
        return parameters(node).map(parameters -> parameters.all().get(SEED).bigIntegerValue());
    }

    private Optional<JsonNode> next(Node node) {
        return parameters(node).flatMap(parameters -> switch (parameters.text(AFTER_RUN)) {
            case "increment" -> Optional.of(incremented(parameters, seedType(node)));
            case "random" -> Optional.of(JsonNodeFactory.instance.numberNode(random.nextLong(RANDOM_SEEDS)));
            default -> Optional.empty();
        });
    }

    /** The last seed is followed by the first. */
    private static JsonNode incremented(Parameters parameters, Parameter type) {
        BigInteger next = parameters.all().get(SEED).bigIntegerValue().add(BigInteger.ONE);
        boolean past = type.maximum().filter(most -> new BigDecimal(next).compareTo(most) > 0).isPresent();
        BigInteger seed = past ? type.minimum().map(BigDecimal::toBigInteger).orElse(BigInteger.ZERO) : next;
        if (seed.bitLength() < Integer.SIZE) {
            return JsonNodeFactory.instance.numberNode(seed.intValue());
        }
        return seed.bitLength() < Long.SIZE ? JsonNodeFactory.instance.numberNode(seed.longValue())
                : JsonNodeFactory.instance.numberNode(seed);
    }

    private Parameter seedType(Node node) {
        return catalog.nodeType(node.type()).flatMap(type -> type.parameter(SEED)).orElseThrow();
    }

    /** Empty for a node without both parameters. */
    private Optional<Parameters> parameters(Node node) {
        return catalog.nodeType(node.type())
                .filter(type -> has(type, SEED, Parameter.Kind.INTEGER) && has(type, AFTER_RUN, Parameter.Kind.CHOICE))
                .map(type -> new Parameters(type, node.parameters()));
    }

    private static boolean has(NodeType type, String parameter, Parameter.Kind kind) {
        return type.parameter(parameter).filter(known -> known.kind() == kind).isPresent();
    }
}

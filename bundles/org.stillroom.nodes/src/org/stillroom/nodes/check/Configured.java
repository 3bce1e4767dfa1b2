// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.catalog.ContributionException;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.MemoryForecast;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.ParameterCheck;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.Reader;
import org.stillroom.nodes.contract.Settled;
import org.stillroom.nodes.contract.Spec;

/**
 * What one node said while it was configured.
 *
 * @param outputs what will come out, by output
 * @param errors in the order in which they were told
 * @param settled what parameters come to, by parameter
 * @param leftOut inputs that it will not look at
 */
public record Configured(Map<String, Spec> outputs, List<NodeException> errors, List<Problem> warnings,
        SortedMap<String, Settled> settled, Set<String> leftOut) {

    public Configured {
        outputs = Map.copyOf(outputs);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        settled = Collections.unmodifiableSortedMap(new TreeMap<>(settled));
        leftOut = Set.copyOf(leftOut);
    }

    /**
     * Configures a node. Whatever its function throws is an error of the node, too.
     *
     * @param inputs what is known of what comes in, by input
     * @param wiring of the graph that the node is in
     */
    public static Configured of(Node node, NodeType type, Map<String, Spec> inputs, ModelFolders models,
            Wiring wiring) {
        Context context = new Context(node, type, inputs, models, wiring);
        try {
            type.function().get().configure(context);
        } catch (ContributionException e) {
            context.errors.add(new NodeException("", e.getMessage()));
        } catch (Throwable e) {
            // whatever a contribution does is a problem of its node, and the other nodes are checked all the same
            context.errors.add(new NodeException("", "could not be configured (" + e + "); this is an error in bundle "
                    + type.provider().bundle() + ", please report it to its provider", e));
        }
        return new Configured(context.outputs, context.errors, context.warnings, context.settled,
                context.leftOut);
    }

    /**
     * What a node foretells of the memory that its model takes; empty if it foretells nothing, or fails to.
     *
     * @param inputs what is known of what comes in, by input
     * @param wiring of the graph that the node is in
     * @param device of the run
     */
    public static Optional<ModelMemory> memory(Node node, NodeType type, Map<String, Spec> inputs, ModelFolders models,
            Wiring wiring, String device) {
        try {
            return type.function().get() instanceof MemoryForecast forecast
                    ? forecast.memory(new Context(node, type, inputs, models, wiring), device) : Optional.empty();
        } catch (NodeException | RuntimeException | LinkageError e) {
            // what is wrong with the node is said when it is configured or executed
            return Optional.empty();
        }
    }

    private static final class Context implements ConfigureContext {

        private final Node node;
        private final NodeType type;
        private final Parameters parameters;
        private final Map<String, Spec> inputs;
        private final ModelFolders models;
        private final Wiring wiring;
        private final Map<String, Spec> outputs = new HashMap<>();
        private final List<NodeException> errors = new ArrayList<>();
        private final List<Problem> warnings = new ArrayList<>();
        private final SortedMap<String, Settled> settled = new TreeMap<>();
        private final Set<String> leftOut = new HashSet<>();

        Context(Node node, NodeType type, Map<String, Spec> inputs, ModelFolders models, Wiring wiring) {
            this.node = node;
            this.type = type;
            this.parameters = new Parameters(type, node.parameters());
            this.inputs = inputs;
            this.models = models;
            this.wiring = wiring;
        }

        @Override
        public Parameters parameters() {
            return parameters;
        }

        @Override
        public boolean wired(String input) {
            return node.inputs().containsKey(requireInput(input));
        }

        @Override
        public <S extends Spec> Optional<S> input(String input, Class<S> spec) {
            return Optional.ofNullable(inputs.get(requireInput(input))).filter(spec::isInstance).map(spec::cast);
        }

        @Override
        public void output(String output, Spec spec) {
            outputs.put(requireOutput(output), Objects.requireNonNull(spec, output));
        }

        @Override
        public List<Reader> readers(String output) {
            return wiring.readers(new PortRef(node.id(), requireOutput(output)));
        }

        @Override
        public void settle(String parameter, Settled value) {
            if (type.parameter(parameter).isEmpty()) {
                throw new IllegalArgumentException(type.id() + " has no parameter " + parameter);
            }
            settled.put(parameter, value);
        }

        @Override
        public void leaveOut(String input) {
            leftOut.add(requireInput(input));
        }

        @Override
        public ModelFolders models() {
            return models;
        }

        @Override
        public void error(String at, String message) {
            error(new NodeException(at, message));
        }

        @Override
        public void error(NodeException e) {
            if (!wrongValue(e.at())) {
                errors.add(e);
            }
        }

        /** The node then saw the default, about which the user would be told things that make no sense. */
        private boolean wrongValue(String parameter) {
            JsonNode given = node.parameters().get(parameter);
            return given != null && type.parameter(parameter)
                    .flatMap(known -> ParameterCheck.problem(known, given)).isPresent();
        }

        @Override
        public void warning(String at, String message) {
            warnings.add(Problem.warning(node.id(), at, message));
        }

        private String requireOutput(String output) {
            if (type.output(output).isEmpty()) {
                throw new IllegalArgumentException(type.id() + " has no output " + output);
            }
            return output;
        }

        private String requireInput(String input) {
            if (type.input(input).isEmpty()) {
                throw new IllegalArgumentException(type.id() + " has no input " + input);
            }
            return input;
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.catalog.ContributionException;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.ParameterCheck;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.Spec;

/** Lets specifications flow through a graph: configures one node after the other, sources first. */
final class ConfigureFlow {

    private final Graph graph;
    private final NodeCatalog catalog;
    private final ModelFolders models;
    private final Findings findings;
    private final Map<PortRef, Spec> specs = new HashMap<>();

    ConfigureFlow(Graph graph, NodeCatalog catalog, ModelFolders models, Findings findings) {
        this.graph = graph;
        this.catalog = catalog;
        this.models = models;
        this.findings = findings;
    }

    void configure(Node node) {
        NodeType type = catalog.nodeType(node.type()).orElse(null);
        if (type == null || node.version() > type.version()) {
            return;
        }
        try {
            type.function().get().configure(new Context(node, type));
        } catch (ContributionException e) {
            findings.error(node.id(), "", e.getMessage());
        } catch (Throwable e) {
            // whatever a contribution does is a problem of its node, and the other nodes are checked all the same
            findings.error(node.id(), "", "could not be configured (" + e + "); this is an error in bundle "
                    + type.provider().bundle() + ", please report it to its provider");
        }
    }

    Map<PortRef, Spec> specs() {
        return specs;
    }

    private final class Context implements ConfigureContext {

        private final Node node;
        private final NodeType type;
        private final Parameters parameters;

        Context(Node node, NodeType type) {
            this.node = node;
            this.type = type;
            this.parameters = new Parameters(type, node.parameters());
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
            return Optional.ofNullable(node.inputs().get(requireInput(input)))
                    .map(specs::get).filter(spec::isInstance).map(spec::cast);
        }

        @Override
        public void output(String output, Spec spec) {
            if (type.output(output).isEmpty()) {
                throw new IllegalArgumentException(type.id() + " has no output " + output);
            }
            specs.put(new PortRef(node.id(), output), Objects.requireNonNull(spec, output));
        }

        @Override
        public ModelFolders models() {
            return models;
        }

        @Override
        public void error(String at, String message) {
            if (!wrongValue(at)) {
                findings.error(node.id(), at, message);
            }
        }

        @Override
        public void error(NodeException e) {
            if (!wrongValue(e.at())) {
                findings.failure(node.id(), e);
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
            findings.add(Problem.warning(node.id(), at, message));
        }

        private String requireInput(String input) {
            if (type.input(input).isEmpty()) {
                throw new IllegalArgumentException(type.id() + " has no input " + input);
            }
            return input;
        }
    }
}

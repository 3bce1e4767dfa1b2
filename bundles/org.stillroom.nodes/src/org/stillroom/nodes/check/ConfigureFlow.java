// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Settled;
import org.stillroom.nodes.contract.Spec;

/** Lets specifications flow through a graph: configures one node after the other, sources first. */
final class ConfigureFlow {

    private final NodeCatalog catalog;
    private final ModelFolders models;
    private final Wiring wiring;
    private final Findings findings;
    private final Map<PortRef, Spec> specs = new HashMap<>();
    private final Map<PortRef, Settled> settled = new HashMap<>();
    private final Set<PortRef> leftOut = new HashSet<>();

    ConfigureFlow(NodeCatalog catalog, ModelFolders models, Wiring wiring, Findings findings) {
        this.catalog = catalog;
        this.models = models;
        this.wiring = wiring;
        this.findings = findings;
    }

    void configure(Node node) {
        NodeType type = catalog.nodeType(node.type()).orElse(null);
        if (type == null || node.version() > type.version()) {
            return;
        }
        Map<String, Spec> inputs = new HashMap<>();
        node.inputs().forEach((input, from) -> {
            if (specs.containsKey(from)) {
                inputs.put(input, specs.get(from));
            }
        });
        Configured configured = Configured.of(node, type, inputs, models, wiring);
        configured.errors().forEach(e -> findings.failure(node.id(), e));
        configured.warnings().forEach(findings::add);
        configured.outputs().forEach((output, spec) -> specs.put(new PortRef(node.id(), output), spec));
        configured.leftOut().forEach(input -> leftOut.add(new PortRef(node.id(), input)));
        configured.settled().forEach((parameter, value) -> settled.put(new PortRef(node.id(), parameter), value));
    }

    Map<PortRef, Spec> specs() {
        return specs;
    }

    Map<PortRef, Settled> settled() {
        return settled;
    }

    /** Inputs that nodes will not look at. */
    Set<PortRef> leftOut() {
        return leftOut;
    }
}

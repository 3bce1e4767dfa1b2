// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.check.Configured;
import org.stillroom.nodes.check.Wiring;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Specified;

/**
 * Checks nodes with the values that have come, just before they are executed. What a node said beforehand stands for
 * values that do not tell what they are. Thread-safe.
 */
final class RealSpecs {

    private final ModelFolders models;
    private final Wiring wiring;
    private final Map<PortRef, Spec> checked;
    private final Map<PortRef, Spec> said;

    /** @param checked what was known of each output when the graph was checked */
    RealSpecs(ModelFolders models, Wiring wiring, Map<PortRef, Spec> checked) {
        this.models = models;
        this.wiring = wiring;
        this.checked = checked;
        this.said = new ConcurrentHashMap<>(checked);
    }

    /**
     * Configures a node once more, if anything is not as it was when the graph was checked; what it then warns of was
     * told before, or is too late to tell.
     *
     * @param inputs values by input
     * @throws NodeException what it finds first, worded and placed as while the graph is edited
     */
    void check(Step step, Map<String, Object> inputs) throws NodeException {
        Map<String, Spec> specs = new HashMap<>();
        boolean news = false;
        for (Map.Entry<String, PortRef> wire : step.node().inputs().entrySet()) {
            Optional<Spec> before = Optional.ofNullable(said.get(wire.getValue()));
            Optional<Spec> spec = inputs.get(wire.getKey()) instanceof Specified value ? value.spec(before) : before;
            spec.ifPresent(known -> specs.put(wire.getKey(), known));
            news |= !spec.equals(Optional.ofNullable(checked.get(wire.getValue())));
        }
        if (news) {
            Configured configured = Configured.of(step.node(), step.type(), specs, models, wiring);
            if (!configured.errors().isEmpty()) {
                throw configured.errors().getFirst();
            }
            configured.outputs().forEach((output, spec) -> said.put(new PortRef(step.id(), output), spec));
        }
    }
}

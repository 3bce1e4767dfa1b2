// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.Checked;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;
import org.stillroom.nodes.contract.PortType;
import org.stillroom.nodes.contract.Showable;
import org.stillroom.nodes.contract.Shown;

/** What a node put out while it ran. */
final class Outputs {

    private static final System.Logger LOG = System.getLogger(Outputs.class.getName());

    private final NodeType type;
    private final Map<String, Object> values = new TreeMap<>();
    private Optional<Shown> own = Optional.empty();

    Outputs(NodeType type) {
        this.type = type;
    }

    /** @throws IllegalArgumentException if the node's type has no such output, or it was given before */
    synchronized void put(String output, Object value) {
        if (type.output(output).isEmpty()) {
            throw new IllegalArgumentException(type.id() + " has no output " + output);
        }
        if (value == null || values.putIfAbsent(output, value) != null) {
            throw new IllegalArgumentException("output " + output + " was given "
                    + (value == null ? "no value" : "two values"));
        }
    }

    synchronized Map<String, Object> values() {
        return new TreeMap<>(values);
    }

    synchronized void show(Shown shown) {
        own = Optional.of(shown);
    }

    /** What people are shown, by output; under the empty name what the node shows in their place. */
    synchronized SortedMap<String, Shown> shown() {
        SortedMap<String, Shown> shown = new TreeMap<>();
        values.forEach((port, value) -> shown(value).ifPresent(found -> shown.put(port, found)));
        own.ifPresent(found -> shown.put("", found));
        return shown;
    }

    /** A value that cannot be shown is as good as one that can. */
    private static Optional<Shown> shown(Object value) {
        try {
            return switch (value) {
                case Showable showable -> Optional.ofNullable(showable.shown());
                case String text -> Optional.of(new Shown.Words(text));
                default -> Optional.empty();
            };
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a value of " + value.getClass().getName() + " cannot be shown", e);
            return Optional.empty();
        }
    }

    /** @throws NodeException if a value is missing, of the wrong class, or not sound */
    synchronized void check(NodeCatalog catalog) throws NodeException {
        for (Port port : type.outputs()) {
            Object value = values.get(port.id());
            if (value == null) {
                throw new NodeException(port.id(), "the node ended without a value at this output" + blame());
            }
            Optional<String> expected = catalog.portType(port.type()).map(PortType::valueClass);
            if (expected.isPresent() && !classNames(value.getClass()).contains(expected.get())) {
                throw new NodeException(port.id(), "the node gave a " + value.getClass().getName() + ", expected a "
                        + expected.get() + blame());
            }
            Optional<String> problem = value instanceof Checked checked ? checked.problem() : Optional.empty();
            if (problem.isPresent()) {
                throw new NodeException(port.id(), problem.get());
            }
        }
    }

    private String blame() {
        return "; this is an error in bundle " + type.provider().bundle() + ", please report it to its provider";
    }

    /** Names of the class and of all it extends or implements. */
    private static Set<String> classNames(Class<?> type) {
        Set<String> names = new HashSet<>();
        for (Class<?> up = type; up != null; up = up.getSuperclass()) {
            names.add(up.getName());
            for (Class<?> implemented : up.getInterfaces()) {
                names.addAll(classNames(implemented));
            }
        }
        return names;
    }
}

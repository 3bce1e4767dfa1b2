// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** A difference in what a graph does. Node ids are those of the newer graph, except of nodes that are gone. */
public sealed interface LogicChange extends Change {

    @Override
    default boolean isMovement() {
        return false;
    }

    /** The wires that lead to the node are changes of their own, its parameters are not. */
    record NodeAdded(Node node) implements LogicChange {
        @Override
        public String toString() {
            return "node " + node.id() + " added (" + Ids.shorten(node.type()) + ")";
        }
    }

    record NodeRemoved(Node node) implements LogicChange {
        @Override
        public String toString() {
            return "node " + node.id() + " removed (" + Ids.shorten(node.type()) + ")";
        }
    }

    record NodeRenamed(String before, String after) implements LogicChange {
        @Override
        public String toString() {
            return "node " + before + " renamed to " + after;
        }
    }

    /** The node's type or the version of its type. */
    record TypeChanged(String node, String typeBefore, int versionBefore, String typeAfter, int versionAfter)
            implements LogicChange {
        @Override
        public String toString() {
            return "node " + node + ": type " + Ids.shorten(typeBefore) + " version " + versionBefore + " -> "
                    + Ids.shorten(typeAfter) + " version " + versionAfter;
        }
    }

    record ModeChanged(String node, Node.Mode before, Node.Mode after) implements LogicChange {
        @Override
        public String toString() {
            return "node " + node + ": " + before.name().toLowerCase(Locale.ROOT) + " -> "
                    + after.name().toLowerCase(Locale.ROOT);
        }
    }

    /** A parameter's value; absent values are the default. */
    record ParameterChanged(String node, String parameter, Optional<JsonNode> before, Optional<JsonNode> after)
            implements LogicChange {
        @Override
        public String toString() {
            return node + "." + Ids.shorten(parameter) + ": " + Values.change(before, after, "default");
        }
    }

    record WireAdded(Wire wire) implements LogicChange {
        @Override
        public String toString() {
            return "wire " + wire + " added";
        }
    }

    record WireRemoved(Wire wire) implements LogicChange {
        @Override
        public String toString() {
            return "wire " + wire + " removed";
        }
    }

    /** An input is wired from another output. */
    record WireChanged(PortRef to, PortRef before, PortRef after) implements LogicChange {
        @Override
        public String toString() {
            return "wire " + after + " -> " + to + " instead of " + before;
        }
    }

    /** The checksums of a model, or its licence and source. */
    record ModelPinChanged(String model, Optional<ModelPin> before, Optional<ModelPin> after) implements LogicChange {

        /** Whether its files are the same, and what is known of their licence and source is not. */
        public boolean isOrigin() {
            return before.map(ModelPin::files).orElse(Maps.none()).equals(
                    after.map(ModelPin::files).orElse(Maps.none()))
                    && !origin(before).equals(origin(after));
        }

        @Override
        public String toString() {
            String name = "model " + Ids.shorten(model) + ": ";
            if (!isOrigin()) {
                return name + "checksums " + Values.verb(before, after);
            }
            String earlier = origin(before).terms();
            String later = origin(after).terms();
            return name + (earlier.equals(later) ? "licence or source changed" : "licence changed: "
                    + words(earlier) + " -> " + words(later));
        }

        private static ModelOrigin origin(Optional<ModelPin> pin) {
            return pin.map(ModelPin::origin).orElse(ModelOrigin.UNKNOWN);
        }

        private static String words(String terms) {
            return terms.isEmpty() ? "not known" : Ids.shorten(terms);
        }
    }

    /** Who contributes a node type. */
    record ProviderChanged(String type, Optional<Provider> before, Optional<Provider> after) implements LogicChange {
        @Override
        public String toString() {
            return "provider of " + Ids.shorten(type) + " " + Values.verb(before, after);
        }
    }

    /** A property that this version does not know, of a node or, where the node is empty, of the graph. */
    record PropertyChanged(String node, String property, Optional<JsonNode> before, Optional<JsonNode> after)
            implements LogicChange {
        @Override
        public String toString() {
            String place = node.isEmpty() ? "graph" : "node " + node;
            return place + ": property " + Ids.shorten(property) + " " + Values.change(before, after, "nothing");
        }
    }
}

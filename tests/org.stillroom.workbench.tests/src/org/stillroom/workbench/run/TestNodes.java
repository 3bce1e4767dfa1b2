// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stillroom.nodes.catalog.Contribution;
import org.stillroom.nodes.catalog.ContributionElement;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;

/** Node types for tests of runs; what a node does is a script, by the name in its parameter. */
final class TestNodes {

    /** What a node does. */
    interface Script {
        void execute(ExecuteContext context) throws Exception;
    }

    static final String SOURCE = "test.source";
    static final String WORK = "test.work";
    static final String SHOW = "test.show";

    static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();

    /** Ids of the nodes that were executed, in order. */
    static final List<String> EXECUTED = new CopyOnWriteArrayList<>();

    static final NodeCatalog CATALOG = NodeCatalog.of(List.of(new Contribution("test", List.of(
            new Element("portType", Map.of("id", "test.text", "label", "Text", "color", "#d97706", "class",
                    "java.lang.String"), List.of(), Optional.empty()),
            type(SOURCE, false, parameter("text", "text", ""), seed(), afterRun(), port("output", "text")),
            type(WORK, false, parameter("script", "text", ""), port("input", "text"), port("output", "text")),
            type(SHOW, true, parameter("script", "text", ""), port("input", "text"))))), List.of());

    private TestNodes() {}

    private static Element type(String id, boolean sink, Element... children) {
        return new Element("nodeType", Map.of("id", id, "label", id, "class", "Scripted", "sink",
                Boolean.toString(sink)), List.of(children), Optional.of(TestNodes::execute));
    }

    private static Element parameter(String id, String kind, String value) {
        return new Element("parameter", Map.of("id", id, "kind", kind, "default", value), List.of(), Optional.empty());
    }

    private static Element seed() {
        return new Element("parameter", Map.of("id", "seed", "kind", "integer", "default", "0", "minimum", "0",
                "maximum", "18446744073709551615"), List.of(), Optional.empty());
    }

    private static Element afterRun() {
        List<ContributionElement> choices = List.of(choice("fixed"), choice("increment"), choice("random"));
        return new Element("parameter", Map.of("id", "after_run", "kind", "choice", "default", "fixed", "editorOnly",
                "true"), choices, Optional.empty());
    }

    private static Element choice(String id) {
        return new Element("choice", Map.of("id", id), List.of(), Optional.empty());
    }

    private static Element port(String direction, String id) {
        return new Element(direction, Map.of("id", id, "type", "test.text"), List.of(), Optional.empty());
    }

    private static void execute(ExecuteContext context) throws Exception {
        EXECUTED.add(context.nodeId());
        String script = context.nodeId().startsWith("source") ? "" : context.parameters().text("script");
        if (!script.isEmpty()) {
            SCRIPTS.get(script).execute(context);
        }
        if (!context.nodeId().startsWith("show")) {
            context.output("text", context.nodeId() + EXECUTED.size());
        }
    }

    /** An element that is no file's. */
    private record Element(String name, Map<String, String> attributes, List<? extends ContributionElement> inside,
            Optional<NodeFunction> function) implements ContributionElement {

        @Override
        public Optional<String> attribute(String attribute) {
            return Optional.ofNullable(attributes.get(attribute));
        }

        @Override
        public List<ContributionElement> children(String wanted) {
            return inside.stream().filter(child -> child.name().equals(wanted)).map(ContributionElement.class::cast)
                    .toList();
        }

        @Override
        public String text() {
            return "";
        }

        @Override
        public boolean lacksClass(String attribute) {
            return false;
        }

        @Override
        public Object create(String attribute) {
            return function.orElseThrow();
        }
    }
}

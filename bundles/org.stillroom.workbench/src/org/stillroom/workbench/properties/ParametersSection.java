// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.stillroom.edit.NodeEdits;
import org.stillroom.edit.NodeEdits.ParameterRef;
import org.stillroom.editor.canvas.theme.Spacing;
import org.stillroom.graph.Node;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.workbench.open.CanvasElement;
import org.stillroom.workbench.open.OpenGraph;
import org.stillroom.workbench.services.Models;

/** All parameters of the selected nodes, which are of one type, made from what the type says about itself. */
public final class ParametersSection extends GraphSection {

    private final List<ParameterRow> rows = new ArrayList<>();
    private String shownType = "";

    @Override
    void create(Composite area) {
        GridLayoutFactory.fillDefaults().numColumns(3).margins(Spacing.MEDIUM, Spacing.MEDIUM).applyTo(area);
    }

    @Override
    void update() {
        NodeType type = first().type().orElse(null);
        boolean alike = type != null && elements().stream()
                .allMatch(element -> element.type().filter(type::equals).isPresent());
        if (!alike) {
            empty("", Messages.severalTypesParameters);
        } else if (!type.id().equals(shownType)) {
            build(type);
        }
        rows.forEach(ParameterRow::update);
    }

    @Override
    void commit() {
        rows.forEach(ParameterRow::commit);
    }

    @Override
    public boolean shouldUseExtraSpace() {
        return true;
    }

    private void build(NodeType type) {
        empty(type.id(), type.parameters().isEmpty() ? Messages.noParameters : "");
        PathField.Names names = new PathField.Names(parameter -> Models.get().offered(folder(), parameter.accepts()),
                () -> Models.get().folders(folder()).folders(), this::folder);
        Values values = new Values();
        for (Parameter parameter : type.parameters()) {
            rows.add(new ParameterRow(area(), parameter, values, names, this::resized));
        }
        resized();
    }

    /** @param sentence shown in place of parameters, or empty */
    private void empty(String type, String sentence) {
        for (Control child : area().getChildren()) {
            child.dispose();
        }
        rows.clear();
        shownType = type;
        if (!sentence.isEmpty()) {
            Label none = getWidgetFactory().createLabel(area(), sentence, SWT.WRAP);
            GridDataFactory.fillDefaults().span(3, 1).applyTo(none);
            resized();
        }
    }

    private Path folder() {
        return first().editor().folder();
    }

    private final class Values implements ParameterRow.Values {

        @Override
        public Optional<JsonNode> value(Parameter parameter) {
            JsonNode common = null;
            for (CanvasElement element : elements()) {
                JsonNode value = element.node().map(Node::parameters).map(given -> given.get(parameter.id()))
                        .orElse(parameter.defaultValue());
                if (common != null && !ParameterText.same(common, value)) {
                    return Optional.empty();
                }
                common = value;
            }
            return Optional.ofNullable(common);
        }

        @Override
        public boolean given(Parameter parameter) {
            return elements().stream().flatMap(element -> element.node().stream())
                    .anyMatch(node -> node.parameters().containsKey(parameter.id()));
        }

        @Override
        public void set(Parameter parameter, JsonNode value) {
            Map<ParameterRef, JsonNode> changed = new LinkedHashMap<>();
            elements().stream().flatMap(element -> element.node().stream())
                    .forEach(node -> changed.put(new ParameterRef(node.id(), parameter.id()), value));
            if (changed.size() == 1) {
                ParameterRef only = changed.keySet().iterator().next();
                first().context().execute(NodeEdits.parameter(only.node(), only.parameter(), value));
            } else {
                first().context().execute(NodeEdits.parameters(changed));
            }
        }

        @Override
        public OpenGraph editor() {
            return first().editor();
        }
    }
}

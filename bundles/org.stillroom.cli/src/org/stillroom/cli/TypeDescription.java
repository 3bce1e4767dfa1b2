// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Parameter.Kind;
import org.stillroom.nodes.contract.Port;

/** A node type for a reader: everything that its contribution says about it. */
final class TypeDescription {

    private final NodeType type;
    private final NodeCatalog catalog;

    TypeDescription(NodeType type, NodeCatalog catalog) {
        this.type = type;
        this.catalog = catalog;
    }

    void print(PrintWriter out) {
        out.println(type.label() + " (" + type.id() + ")");
        out.println(type.description());
        List<String> facts = new ArrayList<>(List.of("version " + type.version(), "category " + type.category(),
                "from bundle " + type.provider().bundle()));
        if (type.deprecated()) {
            facts.add("deprecated");
        }
        out.println(String.join(", ", facts));
        if (!type.keywords().isEmpty()) {
            out.println("also found by " + String.join(", ", type.keywords()));
        }
        section(out, "Inputs", ports(type.inputs(), true));
        section(out, "Outputs", ports(type.outputs(), false));
        section(out, "Parameters", parameters());
    }

    private static void section(PrintWriter out, String title, Table table) {
        if (!table.isEmpty()) {
            out.println();
            out.println(title);
            table.print(out, "  ");
        }
    }

    private Table ports(List<Port> ports, boolean inputs) {
        Table table = new Table();
        for (Port port : ports) {
            String carried = catalog.portType(port.type()).map(known -> known.label()).orElse(port.type());
            String need = port.required() ? "required" : "optional";
            if (inputs) {
                table.row(port.id(), carried, need, port.description());
            } else {
                table.row(port.id(), carried, port.description());
            }
        }
        return table;
    }

    private Table parameters() {
        Table table = new Table();
        for (Parameter parameter : type.parameters()) {
            table.row(parameter.id(), parameter.kind().name().toLowerCase(Locale.ROOT), values(parameter),
                    "default " + defaultValue(parameter), parameter.description());
        }
        return table;
    }

    private static String defaultValue(Parameter parameter) {
        String text = parameter.defaultValue().asText();
        return text.isEmpty() ? "empty" : text;
    }

    private static String values(Parameter parameter) {
        if (parameter.kind() == Kind.CHOICE) {
            return parameter.choices().stream().map(Parameter.Choice::id).collect(Collectors.joining(" | "));
        }
        if (parameter.kind() == Kind.MODEL) {
            return String.join(" | ", parameter.accepts());
        }
        boolean number = parameter.kind() == Kind.INTEGER || parameter.kind() == Kind.NUMBER;
        List<String> limits = new ArrayList<>();
        parameter.minimum().ifPresent(limit -> limits.add("from " + plain(limit)));
        parameter.maximum().ifPresent(limit -> limits.add((limits.isEmpty() ? "up to " : "to ") + plain(limit)));
        parameter.multipleOf().ifPresent(step -> limits.add("in steps of " + plain(step)));
        return limits.isEmpty() || number ? String.join(" ", limits) : String.join(" ", limits) + " characters";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.palette;

import java.util.List;
import java.util.StringJoiner;
import org.eclipse.osgi.util.NLS;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Port;

/** What a tooltip says of a node type: what it does, what goes in, what comes out. */
final class TypeTooltip {

    private static final int LINE = 70;

    private TypeTooltip() {}

    /** Lines of bearable length. */
    static String of(NodeType type) {
        StringJoiner lines = new StringJoiner("\n");
        if (!type.description().isBlank()) {
            lines.add(wrap(type.description().strip().replaceAll("\\s+", " ")));
        }
        if (!type.inputs().isEmpty()) {
            lines.add(wrap(NLS.bind(Messages.inputs, list(type.inputs()))));
        }
        if (!type.outputs().isEmpty()) {
            lines.add(wrap(NLS.bind(Messages.outputs, list(type.outputs()))));
        }
        return lines.toString();
    }

    private static String list(List<Port> ports) {
        StringJoiner list = new StringJoiner(", ");
        ports.forEach(port -> list.add(port.required() ? port.label() : NLS.bind(Messages.optional, port.label())));
        return list.toString();
    }

    private static String wrap(String text) {
        StringBuilder wrapped = new StringBuilder();
        int length = 0;
        for (String word : text.split(" ")) {
            if (length > 0 && length + 1 + word.length() > LINE) {
                wrapped.append('\n');
                length = 0;
            } else if (length > 0) {
                wrapped.append(' ');
                length++;
            }
            wrapped.append(word);
            length += word.length();
        }
        return wrapped.toString();
    }
}

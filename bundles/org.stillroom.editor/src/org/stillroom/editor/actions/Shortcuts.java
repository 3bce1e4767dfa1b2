// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jface.bindings.keys.SWTKeySupport;
import org.eclipse.swt.widgets.Event;

/** The table of shortcuts, to look up and to show. */
public final class Shortcuts {

    /**
     * One line of the table.
     *
     * @param keys all keys that do it, as the platform writes them
     */
    public record Row(String group, String command, String keys, String explanation) {}

    private Shortcuts() {}

    /** All commands that have a key, in the order of menus. */
    public static List<Row> rows() {
        return Arrays.stream(CanvasCommand.values())
                .filter(command -> !command.keys().isEmpty())
                .map(command -> new Row(command.group().label(), command.label(), command.keys().stream()
                        .map(CanvasCommand.NATIVE::format).collect(Collectors.joining(", ")), command.tooltip()))
                .toList();
    }

    /** The table as HTML, for help pages. */
    public static String html() {
        StringBuilder table = new StringBuilder("<table>\n<tr>");
        for (String column : Messages.shortcutColumns.split("\\|")) {
            table.append("<th>").append(column).append("</th>");
        }
        table.append("</tr>\n");
        for (Row row : rows()) {
            table.append("<tr>");
            for (String cell : List.of(row.group(), row.command(), row.keys(), row.explanation())) {
                table.append("<td>").append(cell.replace("&", "&amp;").replace("<", "&lt;")).append("</td>");
            }
            table.append("</tr>\n");
        }
        return table.append("</table>\n").toString();
    }

    /** The command that a pressed key stands for; with all its modifiers first, then as the character it gives. */
    static Optional<CanvasCommand> of(Event event) {
        return IntStream.of(SWTKeySupport.convertEventToUnmodifiedAccelerator(event),
                SWTKeySupport.convertEventToUnshiftedModifiedAccelerator(event),
                SWTKeySupport.convertEventToModifiedAccelerator(event))
                .mapToObj(SWTKeySupport::convertAcceleratorToKeyStroke)
                .flatMap(pressed -> Arrays.stream(CanvasCommand.values())
                        .filter(command -> command.keys().contains(pressed)))
                .findFirst();
    }
}

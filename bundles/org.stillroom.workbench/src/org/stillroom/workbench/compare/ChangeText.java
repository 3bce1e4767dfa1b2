// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.stillroom.graph.Change;
import org.stillroom.graph.Ids;
import org.stillroom.graph.Layout;
import org.stillroom.graph.LayoutChange;
import org.stillroom.graph.LogicChange;
import org.stillroom.graph.Node;
import org.stillroom.graph.Values;

/** A change in the words of the user interface's language. */
final class ChangeText {

    private ChangeText() {}

    static String of(Change change) {
        return switch (change) {
            case LogicChange logic -> logic(logic);
            case LayoutChange layout -> layout(layout);
        };
    }

    private static String logic(LogicChange change) {
        return switch (change) {
            case LogicChange.NodeAdded added -> text(Messages.ChangeText_nodeAdded, added.node().id(),
                    Ids.shorten(added.node().type()));
            case LogicChange.NodeRemoved removed -> text(Messages.ChangeText_nodeRemoved, removed.node().id(),
                    Ids.shorten(removed.node().type()));
            case LogicChange.NodeRenamed renamed -> text(Messages.ChangeText_nodeRenamed, renamed.before(),
                    renamed.after());
            case LogicChange.TypeChanged type -> text(Messages.ChangeText_type, type.node(),
                    Ids.shorten(type.typeBefore()), type.versionBefore(), Ids.shorten(type.typeAfter()),
                    type.versionAfter());
            case LogicChange.ModeChanged mode -> text(Messages.ChangeText_mode, mode.node(), mode(mode.before()),
                    mode(mode.after()));
            case LogicChange.ParameterChanged parameter -> text(Messages.ChangeText_parameter, parameter.node(),
                    Ids.shorten(parameter.parameter()),
                    Values.change(parameter.before(), parameter.after(), Messages.ChangeText_default));
            case LogicChange.WireAdded wire -> text(Messages.ChangeText_wireAdded, wire.wire().from(),
                    wire.wire().to());
            case LogicChange.WireRemoved wire -> text(Messages.ChangeText_wireRemoved, wire.wire().from(),
                    wire.wire().to());
            case LogicChange.WireChanged wire -> text(Messages.ChangeText_wireChanged, wire.after(), wire.to(),
                    wire.before());
            case LogicChange.ModelPinChanged pin -> text(verb(pin.before(), pin.after(),
                    Messages.ChangeText_pinAdded, Messages.ChangeText_pinRemoved, Messages.ChangeText_pinChanged),
                    Ids.shorten(pin.model()));
            case LogicChange.ProviderChanged provider -> text(verb(provider.before(), provider.after(),
                    Messages.ChangeText_providerAdded, Messages.ChangeText_providerRemoved,
                    Messages.ChangeText_providerChanged), Ids.shorten(provider.type()));
            case LogicChange.PropertyChanged property -> property.node().isEmpty()
                    ? text(Messages.ChangeText_graphProperty, Ids.shorten(property.property()),
                            Values.change(property.before(), property.after(), Messages.ChangeText_nothing))
                    : text(Messages.ChangeText_nodeProperty, property.node(), Ids.shorten(property.property()),
                            Values.change(property.before(), property.after(), Messages.ChangeText_nothing));
        };
    }

    private static String layout(LayoutChange change) {
        return switch (change) {
            case LayoutChange.Moved moved -> moved(moved);
            case LayoutChange.FrameChanged frame -> text(verb(frame.before(), frame.after(),
                    Messages.ChangeText_frameAdded, Messages.ChangeText_frameRemoved,
                    Messages.ChangeText_frameChanged), frame.frame());
            case LayoutChange.NoteChanged note -> text(verb(note.before(), note.after(),
                    Messages.ChangeText_noteAdded, Messages.ChangeText_noteRemoved,
                    Messages.ChangeText_noteChanged), note.note());
            case LayoutChange.RerouteChanged way -> text(verb(way.before(), way.after(),
                    Messages.ChangeText_wayAdded, Messages.ChangeText_wayRemoved,
                    Messages.ChangeText_wayChanged), way.target());
            case LayoutChange.LayoutPropertyChanged property -> text(Messages.ChangeText_layoutProperty,
                    Ids.shorten(property.property()),
                    Values.change(property.before(), property.after(), Messages.ChangeText_nothing));
        };
    }

    private static String moved(LayoutChange.Moved moved) {
        if (moved.after().isEmpty()) {
            return text(Messages.ChangeText_unplaced, moved.node());
        }
        Layout.Place to = moved.after().get();
        if (moved.before().isEmpty()) {
            return text(Messages.ChangeText_placed, moved.node(), to.x(), to.y());
        }
        Layout.Place from = moved.before().get();
        return from.x() == to.x() && from.y() == to.y() ? text(Messages.ChangeText_drawn, moved.node())
                : text(Messages.ChangeText_moved, moved.node(), from.x(), from.y(), to.x(), to.y());
    }

    private static String mode(Node.Mode mode) {
        return switch (mode) {
            case ACTIVE -> Messages.ChangeText_active;
            case MUTED -> Messages.ChangeText_muted;
            case BYPASSED -> Messages.ChangeText_bypassed;
        };
    }

    private static String verb(Optional<?> before, Optional<?> after, String added, String removed, String changed) {
        return before.isEmpty() ? added : after.isEmpty() ? removed : changed;
    }

    private static String text(String message, Object... values) {
        return NLS.bind(message, values);
    }
}

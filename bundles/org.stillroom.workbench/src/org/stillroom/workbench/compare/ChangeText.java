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
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Values;

/** A change in the words of the user interface's language. */
final class ChangeText {

    /** What nodes, ports and parameters are called. */
    interface Names {

        String node(String id);

        /** Of a node that has come or gone. */
        String added(Node node);

        /** What else there is to say of such a node. */
        String about(Node node);

        String port(PortRef port, boolean input);

        String parameter(String node, String parameter);

        String frame(String id);
    }

    private final Names names;

    private ChangeText(Names names) {
        this.names = names;
    }

    static String of(Change change, Names names) {
        ChangeText text = new ChangeText(names);
        return switch (change) {
            case LogicChange logic -> text.logic(logic);
            case LayoutChange layout -> text.layout(layout);
        };
    }

    private String logic(LogicChange change) {
        return switch (change) {
            case LogicChange.NodeAdded added -> text(Messages.ChangeText_nodeAdded, names.added(added.node()),
                    names.about(added.node()));
            case LogicChange.NodeRemoved removed -> text(Messages.ChangeText_nodeRemoved, names.added(removed.node()),
                    names.about(removed.node()));
            case LogicChange.NodeRenamed renamed -> text(Messages.ChangeText_nodeRenamed, renamed.before(),
                    renamed.after());
            case LogicChange.TypeChanged type -> text(Messages.ChangeText_type, names.node(type.node()),
                    Ids.shorten(type.typeBefore()), type.versionBefore(), Ids.shorten(type.typeAfter()),
                    type.versionAfter());
            case LogicChange.ModeChanged mode -> text(Messages.ChangeText_mode, names.node(mode.node()),
                    mode(mode.before()), mode(mode.after()));
            case LogicChange.ParameterChanged parameter -> text(Messages.ChangeText_parameter,
                    names.node(parameter.node()), names.parameter(parameter.node(), parameter.parameter()),
                    Values.change(parameter.before(), parameter.after(), Messages.ChangeText_default));
            case LogicChange.WireAdded wire -> text(Messages.ChangeText_wireAdded,
                    names.port(wire.wire().from(), false), names.port(wire.wire().to(), true));
            case LogicChange.WireRemoved wire -> text(Messages.ChangeText_wireRemoved,
                    names.port(wire.wire().from(), false), names.port(wire.wire().to(), true));
            case LogicChange.WireChanged wire -> text(Messages.ChangeText_wireChanged,
                    names.port(wire.after(), false), names.port(wire.to(), true), names.port(wire.before(), false));
            case LogicChange.ModelPinChanged pin -> text(pin.isOrigin() ? Messages.ChangeText_originChanged
                    : verb(pin.before(), pin.after(), Messages.ChangeText_pinAdded, Messages.ChangeText_pinRemoved,
                            Messages.ChangeText_pinChanged), Ids.shorten(pin.model()));
            case LogicChange.ProviderChanged provider -> text(verb(provider.before(), provider.after(),
                    Messages.ChangeText_providerAdded, Messages.ChangeText_providerRemoved,
                    Messages.ChangeText_providerChanged), Ids.shorten(provider.type()));
            case LogicChange.PropertyChanged property -> property.node().isEmpty()
                    ? text(Messages.ChangeText_graphProperty, Ids.shorten(property.property()),
                            Values.change(property.before(), property.after(), Messages.ChangeText_nothing))
                    : text(Messages.ChangeText_nodeProperty, names.node(property.node()),
                            Ids.shorten(property.property()),
                            Values.change(property.before(), property.after(), Messages.ChangeText_nothing));
        };
    }

    private String layout(LayoutChange change) {
        return switch (change) {
            case LayoutChange.Moved moved -> moved(moved);
            case LayoutChange.FrameChanged frame -> text(verb(frame.before(), frame.after(),
                    Messages.ChangeText_frameAdded, Messages.ChangeText_frameRemoved,
                    Messages.ChangeText_frameChanged), names.frame(frame.frame()));
            case LayoutChange.NoteChanged note -> text(verb(note.before(), note.after(),
                    Messages.ChangeText_noteAdded, Messages.ChangeText_noteRemoved,
                    Messages.ChangeText_noteChanged), note.note());
            case LayoutChange.RerouteChanged way -> text(verb(way.before(), way.after(),
                    Messages.ChangeText_wayAdded, Messages.ChangeText_wayRemoved,
                    Messages.ChangeText_wayChanged), names.port(PortRef.parse(way.target()), true));
            case LayoutChange.LayoutPropertyChanged property -> text(Messages.ChangeText_layoutProperty,
                    Ids.shorten(property.property()),
                    Values.change(property.before(), property.after(), Messages.ChangeText_nothing));
        };
    }

    private String moved(LayoutChange.Moved moved) {
        if (moved.after().isEmpty()) {
            return text(Messages.ChangeText_unplaced, names.node(moved.node()));
        }
        Layout.Place to = moved.after().get();
        if (moved.before().isEmpty()) {
            return text(Messages.ChangeText_placed, names.node(moved.node()), to.x(), to.y());
        }
        Layout.Place from = moved.before().get();
        return from.x() == to.x() && from.y() == to.y() ? text(Messages.ChangeText_drawn, names.node(moved.node()))
                : text(Messages.ChangeText_moved, names.node(moved.node()), from.x(), from.y(), to.x(), to.y());
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

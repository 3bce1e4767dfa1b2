// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.util.Optional;
import java.util.TreeMap;
import org.stillroom.graph.Change;
import org.stillroom.graph.LayoutChange;
import org.stillroom.graph.LogicChange;
import org.stillroom.graph.PortRef;

/**
 * What a change changes, whatever it makes of it: two changes of one subject, each since the same ancestor, are the
 * same or in each other's way.
 *
 * @param node by its id in the ancestor; empty where it is of no node
 * @param name of what is changed, within the node or the graph
 */
record Subject(Kind kind, String node, String name) {

    private enum Kind { NODE, NAME, TYPE, MODE, PARAMETER, PROPERTY, WIRE, MODEL, PROVIDER, PLACE, FRAME, NOTE, WAY,
        LAYOUT }

    /** @param names of the nodes in the ancestor and in the version that has the change */
    static Subject of(Change change, NodeNames names) {
        return switch (change) {
            case LogicChange.NodeAdded added -> new Subject(Kind.NODE, added.node().id(), "");
            case LogicChange.NodeRemoved removed -> new Subject(Kind.NODE, removed.node().id(), "");
            case LogicChange.NodeRenamed renamed -> new Subject(Kind.NAME, renamed.before(), "");
            case LogicChange.TypeChanged type -> new Subject(Kind.TYPE, names.earlier(type.node()), "");
            case LogicChange.ModeChanged mode -> new Subject(Kind.MODE, names.earlier(mode.node()), "");
            case LogicChange.ParameterChanged parameter -> new Subject(Kind.PARAMETER,
                    names.earlier(parameter.node()), parameter.parameter());
            case LogicChange.PropertyChanged property -> new Subject(Kind.PROPERTY,
                    names.earlier(property.node()), property.property());
            case LogicChange.WireAdded wire -> wire(wire.wire().to(), names);
            case LogicChange.WireRemoved wire -> wire(wire.wire().to(), names);
            case LogicChange.WireChanged wire -> wire(wire.to(), names);
            case LogicChange.ModelPinChanged pin -> new Subject(Kind.MODEL, "", pin.model());
            case LogicChange.ProviderChanged provider -> new Subject(Kind.PROVIDER, "", provider.type());
            case LayoutChange.Moved moved -> new Subject(Kind.PLACE, names.earlier(moved.node()), "");
            case LayoutChange.FrameChanged frame -> new Subject(Kind.FRAME, "", frame.frame());
            case LayoutChange.NoteChanged note -> new Subject(Kind.NOTE, "", note.note());
            case LayoutChange.RerouteChanged reroute -> {
                PortRef to = names.earlier(PortRef.parse(reroute.target()));
                yield new Subject(Kind.WAY, to.node(), to.port());
            }
            case LayoutChange.LayoutPropertyChanged property -> new Subject(Kind.LAYOUT, "", property.property());
        };
    }

    /** What a change makes of its subject, in the ancestor's names, to be compared. */
    static Object outcome(Change change, NodeNames names) {
        return switch (change) {
            // its wires are changes of their own
            case LogicChange.NodeAdded added -> added.node().withInputs(new TreeMap<>());
            case LogicChange.NodeRemoved removed -> Optional.empty();
            case LogicChange.NodeRenamed renamed -> renamed.after();
            case LogicChange.TypeChanged type -> type.typeAfter() + " " + type.versionAfter();
            case LogicChange.ModeChanged mode -> mode.after();
            case LogicChange.ParameterChanged parameter -> parameter.after();
            case LogicChange.PropertyChanged property -> property.after();
            case LogicChange.WireAdded wire -> names.earlier(wire.wire().from());
            case LogicChange.WireRemoved wire -> Optional.empty();
            case LogicChange.WireChanged wire -> names.earlier(wire.after());
            case LogicChange.ModelPinChanged pin -> pin.after();
            case LogicChange.ProviderChanged provider -> provider.after();
            case LayoutChange.Moved moved -> moved.after();
            case LayoutChange.FrameChanged frame -> frame.after();
            case LayoutChange.NoteChanged note -> note.after();
            case LayoutChange.RerouteChanged reroute -> reroute.after();
            case LayoutChange.LayoutPropertyChanged property -> property.after();
        };
    }

    private static Subject wire(PortRef to, NodeNames names) {
        PortRef earlier = names.earlier(to);
        return new Subject(Kind.WIRE, earlier.node(), earlier.port());
    }
}

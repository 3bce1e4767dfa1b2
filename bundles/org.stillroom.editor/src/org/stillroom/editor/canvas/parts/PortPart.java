// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.parts;

import java.util.List;
import java.util.Optional;
import org.eclipse.draw2d.ConnectionAnchor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.ConnectionEditPart;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.NodeEditPart;
import org.eclipse.gef.Request;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.CanvasItem.PortItem;
import org.stillroom.edit.CanvasItem.WireItem;
import org.stillroom.editor.canvas.context.CanvasMessages;
import org.stillroom.editor.canvas.figures.PortFigure;
import org.stillroom.editor.canvas.figures.TooltipFigure;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.contract.Port;
import org.stillroom.nodes.contract.PortType;
import org.stillroom.nodes.contract.Shown;

/** A port, where wires start or end. */
public final class PortPart extends ItemPart implements NodeEditPart {

    /** Letters of a value that are shown. */
    private static final int MOST = 400;
    /** Wires of an output that are named. */
    private static final int MOST_WIRES = 3;

    PortPart(PartContext context, PortItem port) {
        super(context, port);
    }

    public PortItem port() {
        return (PortItem) item();
    }

    public NodePart node() {
        return (NodePart) getParent();
    }

    @Override
    public PortFigure getFigure() {
        return (PortFigure) super.getFigure();
    }

    void refreshWires() {
        refreshSourceConnections();
        refreshTargetConnections();
        getFigure().setWired(wired());
    }

    /** Wires look otherwise where a node is muted. */
    void refreshWireLooks() {
        for (Object wire : getSourceConnections()) {
            ((EditPart) wire).refresh();
        }
        for (Object wire : getTargetConnections()) {
            ((EditPart) wire).refresh();
        }
    }

    @Override
    public String description() {
        String type = typeLabel();
        List<String> others = others();
        String wired = String.join(", ", others.subList(0, Math.min(others.size(), MOST_WIRES)))
                + (others.size() > MOST_WIRES
                        ? " " + CanvasMessages.of(CanvasMessages.more, others.size() - MOST_WIRES) : "");
        String words = port().input()
                ? !others.isEmpty() ? CanvasMessages.inputWired
                        : declared().map(Port::required).orElse(false) ? CanvasMessages.inputRequired
                        : CanvasMessages.inputNotWired
                : others.isEmpty() ? CanvasMessages.outputNotWired : CanvasMessages.outputWired;
        return CanvasMessages.of(words, label(), nodeName(), type, wired);
    }

    /** Its name and its node's, such as {@code Embedding of T5 Encoder t5_encoder}. */
    public String name() {
        return CanvasMessages.of(CanvasMessages.port, label(), nodeName());
    }

    private String nodeName() {
        return node().getFigure().view().title() + " " + port().port().node();
    }

    /** The ports at the other ends of its wires. */
    private List<String> others() {
        var wires = context().canvas().document().wires();
        return port().input() ? wires.to(port().port()).map(wire -> wire.from().toString()).stream().toList()
                : wires.from(port().port()).stream().map(wire -> wire.to().toString()).toList();
    }

    @Override
    public void showSelected(boolean selected, boolean focused) {
        getFigure().setSelected(selected);
    }

    @Override
    public void showHovered(boolean hovered) {
        getFigure().setHovered(hovered);
    }

    @Override
    public ConnectionAnchor getSourceConnectionAnchor(ConnectionEditPart connection) {
        return getFigure().anchor();
    }

    @Override
    public ConnectionAnchor getTargetConnectionAnchor(ConnectionEditPart connection) {
        return getFigure().anchor();
    }

    @Override
    public ConnectionAnchor getSourceConnectionAnchor(Request request) {
        return getFigure().anchor();
    }

    @Override
    public ConnectionAnchor getTargetConnectionAnchor(Request request) {
        return getFigure().anchor();
    }

    @Override
    protected IFigure createFigure() {
        PortFigure figure = new PortFigure(context().look(), port().input());
        figure.setOffer(() -> context().offer().of(port()));
        return figure;
    }

    @Override
    protected void refreshVisuals() {
        Optional<Port> port = declared();
        getFigure().show(label(), context().portColor(port().port(), port().input()),
                port.map(Port::required).orElse(true));
        getFigure().setWired(wired());
        String about = label() + ": " + typeLabel() + port.map(found -> "\n" + found.description()).orElse("");
        getFigure().setToolTip(new TooltipFigure(context().look(), () -> about
                + value().map(words -> "\n" + CanvasMessages.of(CanvasMessages.lastRun, words)).orElse("")));
    }

    @Override
    protected List<CanvasItem> getModelSourceConnections() {
        return port().input() ? List.of() : context().canvas().document().wires().from(port().port()).stream()
                .map(this::item).toList();
    }

    @Override
    protected List<CanvasItem> getModelTargetConnections() {
        return !port().input() ? List.of() : context().canvas().document().wires().to(port().port()).stream()
                .map(this::item).toList();
    }

    private CanvasItem item(Wire wire) {
        return context().same(new WireItem(wire.from(), wire.to()));
    }

    private boolean wired() {
        return port().input() ? context().canvas().document().wires().to(port().port()).isPresent()
                : !context().canvas().document().wires().from(port().port()).isEmpty();
    }

    /** What the last run gave or took here, in words. */
    private Optional<String> value() {
        Optional<PortRef> from = port().input()
                ? context().canvas().document().wires().to(port().port()).map(Wire::from) : Optional.of(port().port());
        return from.map(output -> context().canvas().overlay().shown(output.node()).get(output.port()))
                .map(Shown::words).map(words -> words.length() > MOST ? words.substring(0, MOST) + "\u2026" : words);
    }

    private Optional<Port> declared() {
        return node().type().flatMap(type -> port().input() ? type.input(port().port().port())
                : type.output(port().port().port()));
    }

    private String label() {
        return declared().map(Port::label).orElse(port().port().port());
    }

    private String typeLabel() {
        return context().portType(port().port(), port().input()).map(PortType::label)
                .orElse(CanvasMessages.unknownType);
    }
}

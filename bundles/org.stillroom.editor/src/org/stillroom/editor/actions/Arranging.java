// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.stillroom.edit.Bounds;
import org.stillroom.edit.CanvasItem;
import org.stillroom.edit.layout.Arrangement;
import org.stillroom.edit.layout.AutoLayout;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.canvas.context.CanvasContext;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.Wire;
import org.stillroom.nodes.contract.NodeType;

/**
 * Arranges the graph of a canvas in a job: a large graph takes seconds, and the first of any size waits until ELK is
 * loaded.
 */
final class Arranging {

    private final GraphCanvas canvas;
    private final CanvasContext context;
    private Job running;

    Arranging(GraphCanvas canvas, CanvasContext context) {
        this.canvas = canvas;
        this.context = context;
        canvas.control().addDisposeListener(event -> cancel());
    }

    void start() {
        cancel();
        Graph graph = context.document().graph();
        Map<CanvasItem, Bounds> drawn = measure(graph);
        Control control = canvas.control();
        Display display = control.getDisplay();
        running = new Job(NLS.bind(Messages.arranging, graph.nodes().size())) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                Optional<Arrangement> found =
                        AutoLayout.arrange(graph, context.catalog(), drawn::get, monitor::isCanceled);
                display.asyncExec(() -> {
                    if (!control.isDisposed() && !monitor.isCanceled()) {
                        finish(found);
                    }
                });
                return monitor.isCanceled() ? Status.CANCEL_STATUS : Status.OK_STATUS;
            }
        };
        running.schedule();
    }

    private void cancel() {
        if (running != null) {
            running.cancel();
            running = null;
        }
    }

    private void finish(Optional<Arrangement> arrangement) {
        running = null;
        arrangement.ifPresent(found -> context.execute(found.edit()));
    }

    /** What is drawn, to be read in any thread. */
    private Map<CanvasItem, Bounds> measure(Graph graph) {
        Map<CanvasItem, Bounds> drawn = new HashMap<>();
        for (Node node : graph.nodes().values()) {
            put(drawn, new CanvasItem.NodeItem(node.id()));
            context.catalog().nodeType(node.type()).ifPresent(type -> putPorts(drawn, node.id(), type));
        }
        for (Wire wire : graph.wires()) {
            put(drawn, new CanvasItem.PortItem(wire.from(), false));
            put(drawn, new CanvasItem.PortItem(wire.to(), true));
        }
        return drawn;
    }

    private void putPorts(Map<CanvasItem, Bounds> drawn, String node, NodeType type) {
        type.inputs().forEach(port -> put(drawn, new CanvasItem.PortItem(new PortRef(node, port.id()), true)));
        type.outputs().forEach(port -> put(drawn, new CanvasItem.PortItem(new PortRef(node, port.id()), false)));
    }

    private void put(Map<CanvasItem, Bounds> drawn, CanvasItem item) {
        drawn.put(item, canvas.bounds(item));
    }
}

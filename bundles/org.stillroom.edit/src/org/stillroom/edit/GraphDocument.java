// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;

/**
 * The graph that is being edited. Changed and read in the user interface's thread; the graph it holds may be handed to
 * any thread.
 */
public final class GraphDocument {

    /** Told after each change, in the order of registration. */
    public interface Listener {
        void changed(Graph before, Graph after);
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private Graph graph;
    private WireIndex wires;

    public GraphDocument(Graph graph) {
        this.graph = graph;
        this.wires = new WireIndex(graph);
    }

    public Graph graph() {
        return graph;
    }

    /** The wires of the present graph, by their ends. */
    public WireIndex wires() {
        return wires;
    }

    /** Replaces the graph without a way back; a person's edits go by way of a command stack. */
    public void replace(Graph after) {
        if (after == graph) {
            return;
        }
        Graph before = graph;
        graph = after;
        if (!sameWires(before, after)) {
            wires = new WireIndex(after);
        }
        listeners.forEach(listener -> listener.changed(before, after));
    }

    /** Quick, as nearly all nodes are the same objects before and after an edit. */
    private static boolean sameWires(Graph before, Graph after) {
        if (before.nodes().size() != after.nodes().size()) {
            return false;
        }
        Iterator<Node> nodes = after.nodes().values().iterator();
        for (Node node : before.nodes().values()) {
            Node now = nodes.next();
            if (node != now && !(node.id().equals(now.id()) && node.inputs().equals(now.inputs()))) {
                return false;
            }
        }
        return true;
    }

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }
}

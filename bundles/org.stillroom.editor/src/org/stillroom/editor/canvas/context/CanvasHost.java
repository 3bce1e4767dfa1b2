// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.context;

import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stillroom.editor.canvas.theme.IconFiles;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;

/** What the canvas asks of the program around it, and what it takes where nobody says. All methods return at once. */
public interface CanvasHost {

    /** Names of models that a model parameter may take, for its inline editor; empty while they are not known. */
    default List<String> models(NodeType type, Parameter parameter) {
        return List.of();
    }

    /** Whether the canvas may be edited; false in a comparison. */
    default boolean editable() {
        return true;
    }

    /** Opens what shows all of a node, such as the Properties view or, for a viewer, its picture. */
    default void open(String node) {
        // there is nothing to see but the graph
    }

    /** The file of a type's icon; empty where it cannot be found, so that the node is shown without. */
    default Optional<URL> icon(NodeType type) {
        return IconFiles.onClassPath(type);
    }

    /** Ids of the node types that people use most, in the order in which they are offered first; may be empty. */
    default List<String> usual() {
        return List.of();
    }

    /** Told of the type of each node that a person adds from a list, so that what is usual may follow. */
    default void added(NodeType type) {
        // nothing is counted
    }

    /** Whether the wheel zooms, and with Ctrl scrolls; it is the other way round otherwise. */
    default boolean wheelZooms() {
        return false;
    }

    /** Whether a person wants to see a map of a graph that does not fit. */
    default boolean mapWanted() {
        return true;
    }

    /** Keeps whether a person wants to see a map of a graph that does not fit. */
    default void wantMap(boolean wanted) {
        // nothing is kept
    }

    /** The graph's file, which may not be there yet; empty where it has none. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** Says in the status line how a gesture goes on; takes away what was said where empty. */
    default void say(String sentence) {
        // nowhere to say it
    }

    /** A host that knows nothing, for tests. */
    static CanvasHost none() {
        return new CanvasHost() {
            // all as usual
        };
    }
}

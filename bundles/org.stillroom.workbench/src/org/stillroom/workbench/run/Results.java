// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.swt.graphics.ImageData;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.nodes.contract.Shown;

/**
 * How the nodes of each graph did in earlier runs, by the {@link LogicKeys key} they had, so that an editor that is
 * opened again, or an edit that is undone, shows it again. Keeps a number of them, those seen last. Not thread-safe.
 */
final class Results {

    private static final int MOST = 20_000;

    /** At about 300 KB each. */
    private static final int MOST_PICTURES = 100;

    private record Key(Path file, String logic) {}

    private final Map<Key, NodeStatus> statuses = leastRecentlyUsed(MOST);
    private final Map<Key, SortedMap<String, Shown>> shown = leastRecentlyUsed(MOST);
    private final Map<Key, ImageData> pictures = leastRecentlyUsed(MOST_PICTURES);
    private final Map<Key, Path> files = leastRecentlyUsed(MOST);

    /** @param file of the graph, absolute */
    void put(Path file, String logicKey, NodeStatus status) {
        Key key = new Key(file, logicKey);
        switch (status.state()) {
            case DONE, CACHED, RECALLED -> statuses.put(key, cached(status));
            case FAILED -> statuses.put(key, status);
            // what was not tried says nothing of what is there
            default -> { }
        }
    }

    void putPicture(Path file, String logicKey, ImageData picture) {
        pictures.put(new Key(file, logicKey), picture);
    }

    /** @param made by output; without pictures, which are kept by {@link #putPicture} alone */
    void putShown(Path file, String logicKey, SortedMap<String, Shown> made) {
        shown.put(new Key(file, logicKey), made);
    }

    /** @param written by the node; no picture */
    void putFile(Path file, String logicKey, Path written) {
        files.put(new Key(file, logicKey), written);
    }

    Optional<Path> file(Path file, String logicKey) {
        return Optional.ofNullable(files.get(new Key(file, logicKey)));
    }

    SortedMap<String, Shown> shown(Path file, String logicKey) {
        return shown.getOrDefault(new Key(file, logicKey), Collections.emptySortedMap());
    }

    /** As the node is to be shown: cached or failed. */
    Optional<NodeStatus> status(Path file, String logicKey) {
        return Optional.ofNullable(statuses.get(new Key(file, logicKey)));
    }

    Optional<ImageData> picture(Path file, String logicKey) {
        return Optional.ofNullable(pictures.get(new Key(file, logicKey)));
    }

    private static NodeStatus cached(NodeStatus status) {
        return new NodeStatus(NodeStatus.State.CACHED, 0, 0, 0, status.bytes(), "");
    }

    private static <K, V> Map<K, V> leastRecentlyUsed(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Near names of missing models, while one graph is looked at. The folders are listed once, when first needed. */
final class ModelHints {

    private static final int MOST = 20;

    private final ModelFolders folders;
    private final Map<String, String> hints = new HashMap<>();
    private List<String> known;

    ModelHints(ModelFolders folders) {
        this.folders = folders;
    }

    /** The same for the same name every time, so that a problem found twice reads the same. */
    synchronized String hint(String name) {
        String hint = hints.get(name);
        if (hint == null && hints.size() < MOST) {
            known = known == null ? folders.list() : known;
            hint = NearNames.hint(name, known);
            hints.put(name, hint);
        }
        return hint == null ? "" : hint;
    }
}

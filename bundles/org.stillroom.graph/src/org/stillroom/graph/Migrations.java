// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Brings files of older format versions to the current one, a version at a time.
 *
 * @param steps what turns a file of version 1 into version 2, of 2 into 3 and so on; the last gives the current version
 */
record Migrations(List<UnaryOperator<ObjectNode>> steps) {

    /** A change of the format adds a step here, and a file of the old version to the tests. */
    static final Migrations ALL = new Migrations(List.of());

    Migrations {
        steps = List.copyOf(steps);
    }

    int current() {
        return steps.size() + 1;
    }

    /**
     * The tree of a graph file in the current version.
     *
     * @throws GraphFileException if it is no graph file, or of a version that this program does not know
     */
    ObjectNode migrate(JsonNode tree, String file) throws GraphFileException {
        if (!(tree instanceof ObjectNode root) || !root.path("format").asText().equals("stillroom")) {
            throw new GraphFileException(file, "", "this is JSON, but not a Stillroom graph: expected \"format\":"
                    + " \"stillroom\", found " + Fields.describe(tree.isObject() ? tree.get("format") : tree)
                    + ". Choose a .stillroom file");
        }
        int version = version(root, file);
        for (int from = version; from < current(); from++) {
            root = step(root, from, file);
        }
        return root;
    }

    private int version(ObjectNode root, String file) throws GraphFileException {
        JsonNode version = root.get("version");
        if (version == null || !version.isIntegralNumber() || version.bigIntegerValue().signum() <= 0) {
            throw new GraphFileException(file, "version", "found " + Fields.describe(version)
                    + ", expected the format version, a whole number such as " + current()
                    + "; restore the line from an earlier version of the file");
        }
        if (!version.canConvertToInt() || version.intValue() > current()) {
            throw new GraphFileException(file, "version", "the file has format version " + Fields.describe(version)
                    + ", and this Stillroom reads versions up to " + current() + "; update Stillroom to open it");
        }
        return version.intValue();
    }

    private ObjectNode step(ObjectNode root, int from, String file) throws GraphFileException {
        try {
            return steps.get(from - 1).apply(root).put("version", from + 1);
        } catch (RuntimeException e) {
            // A step sees the tree before it is checked, so that a wrong kind of value surfaces as anything.
            throw new GraphFileException(file, "", "the file has format version " + from
                    + " and cannot be brought to version " + (from + 1) + ", because it is damaged: "
                    + Ids.shorten(String.valueOf(e.getMessage())) + ". Restore an earlier version of the file");
        }
    }
}

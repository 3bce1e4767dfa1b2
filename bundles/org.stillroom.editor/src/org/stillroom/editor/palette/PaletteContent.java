// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.palette;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.edit.NodeSearch;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.NodeType;

/** What the palette shows: categories, which may hold others, with their node types. */
final class PaletteContent {

    /** @param path of a category, {@code Text} or {@code Text/T5} */
    record Category(String path, List<Category> categories, List<NodeType> types) {

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private PaletteContent() {}

    /**
     * The categories at the top, with the types in them that fit the filter. Categories are sorted by name, types by
     * label, or best first where there is a filter.
     *
     * @param usual ids of types that come first of those that fit as well
     */
    static List<Category> of(NodeCatalog catalog, String filter, List<String> usual) {
        Map<String, Category> all = new LinkedHashMap<>();
        Category root = new Category("", new ArrayList<>(), new ArrayList<>());
        all.put("", root);
        List<NodeType> found = filter.isBlank() ? NodeSearch.find(catalog, filter)
                : NodeSearch.find(List.copyOf(catalog.nodeTypes().values()), filter, usual);
        for (NodeType type : found) {
            category(all, type.category()).types().add(type);
        }
        if (filter.isBlank()) {
            all.values().forEach(category -> category.categories().sort(
                    Comparator.comparing(Category::name, String.CASE_INSENSITIVE_ORDER)));
        }
        return root.categories();
    }

    private static Category category(Map<String, Category> all, String path) {
        Category known = all.get(path);
        if (known != null) {
            return known;
        }
        Category category = new Category(path, new ArrayList<>(), new ArrayList<>());
        int slash = path.lastIndexOf('/');
        category(all, slash < 0 ? "" : path.substring(0, slash)).categories().add(category);
        all.put(path, category);
        return category;
    }
}

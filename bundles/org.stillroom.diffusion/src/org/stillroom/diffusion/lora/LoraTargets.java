// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.weights.Layout;

/**
 * The weights of a model that LoRAs may change, by all names that LoRAs have for them: those that its program has, and
 * those of the layouts that it is shared in, where layers may be fused or have halves exchanged; with dots, or with the
 * underscores that kohya's tools put for them.
 */
public final class LoraTargets {

    private static final List<String> WEIGHTS = List.of(".weight", ".scale");

    private final String label;
    private final Set<LoraPart> accepted;
    private final Map<String, Integer> parts = new HashMap<>();
    private final Map<String, List<Long>> shapes = new HashMap<>();
    private final Set<String> tables;
    private final Map<String, Layout.Source> weights = new HashMap<>();
    private final Map<String, Layout.Source> biases = new HashMap<>();

    /**
     * @param label for messages, such as {@code T5 encoder}
     * @param accepted what layers of a LoRA are for it
     * @param parts shapes of the tensors by the names that the program has for them, in its parts
     * @param tables of these, the matrices that the program takes rows from
     * @param layouts with the same targets; their prefixes are empty
     */
    public LoraTargets(String label, Set<LoraPart> accepted, List<? extends Map<String, List<Long>>> parts,
            Set<String> tables, Layout... layouts) {
        this.label = label;
        this.accepted = Set.copyOf(accepted);
        this.tables = Set.copyOf(tables);
        for (int i = 0; i < parts.size(); i++) {
            for (Map.Entry<String, List<Long>> tensor : parts.get(i).entrySet()) {
                this.parts.put(tensor.getKey(), i);
                shapes.put(tensor.getKey(), tensor.getValue());
            }
        }
        for (Layout layout : layouts) {
            add(layout);
        }
        add(Layout.same("", parts));
    }

    private void add(Layout layout) {
        layout.sources().forEach((name, source) -> {
            if (name.endsWith(".bias")) {
                add(biases, name.substring(0, name.length() - ".bias".length()), source);
            } else {
                add(weights, WEIGHTS.stream().filter(name::endsWith)
                        .map(end -> name.substring(0, name.length() - end.length())).findFirst().orElse(name), source);
            }
        });
    }

    private static void add(Map<String, Layout.Source> all, String layer, Layout.Source source) {
        all.put(layer, source);
        all.put(layer.replace('.', '_'), source);
    }

    public String label() {
        return label;
    }

    Set<LoraPart> accepted() {
        return accepted;
    }

    Optional<Layout.Source> weight(String layer) {
        return Optional.ofNullable(weights.get(layer));
    }

    Optional<Layout.Source> bias(String layer) {
        return Optional.ofNullable(biases.get(layer));
    }

    /** In which part of the program a tensor is. */
    int part(String target) {
        return parts.get(target);
    }

    /** Shape that the program wants. */
    List<Long> shape(String target) {
        return shapes.get(target);
    }

    /** Whether the program reads a tensor by {@code linear} alone. */
    boolean isLinear(String target) {
        return shapes.get(target).size() == 2 && !tables.contains(target);
    }
}

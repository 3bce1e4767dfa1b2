// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.ClipOutput;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.torch.runtime.Tensor;

/**
 * An embedding as files hold it.
 *
 * @param tensors by the names of diffusers' pipelines where they have one
 * @param texts what is no tensor of it
 */
public record NamedTensors(Map<String, Tensor> tensors, Map<String, String> texts) {

    private static final String PROMPT = "prompt_embeds";
    private static final String LENGTHS = "lengths";
    private static final String POOLED = "pooled";
    private static final String NEGATIVE = "negative_";

    public static NamedTensors of(TextEmbedding embedding) {
        Map<String, Tensor> tensors = new TreeMap<>(Map.of(PROMPT, embedding.hiddenStates()));
        embedding.negative().ifPresent(negative -> tensors.put(NEGATIVE + PROMPT, negative));
        return new NamedTensors(tensors, embedding.masked()
                ? Map.of(LENGTHS, String.join(" ", embedding.lengths().stream().map(String::valueOf).toList()))
                : Map.of());
    }

    public static NamedTensors of(ClipEmbedding embedding) {
        Map<String, Tensor> tensors = new TreeMap<>();
        put(tensors, "", embedding.prompt());
        embedding.negative().ifPresent(negative -> put(tensors, NEGATIVE, negative));
        return new NamedTensors(tensors, Map.of());
    }

    private static void put(Map<String, Tensor> tensors, String prefix, ClipOutput clip) {
        tensors.put(prefix + POOLED, clip.pooled());
        tensors.put(prefix + "penultimate", clip.penultimate());
        clip.projected().ifPresent(projected -> tensors.put(prefix + "projected", projected));
    }

    /** What {@link #of(TextEmbedding)} was made of. */
    TextEmbedding text() {
        List<Integer> lengths = Stream.of(texts.getOrDefault(LENGTHS, "").split(" ")).filter(each -> !each.isEmpty())
                .map(Integer::valueOf).toList();
        return new TextEmbedding(tensors.get(PROMPT), Optional.ofNullable(tensors.get(NEGATIVE + PROMPT)), lengths);
    }

    /** What {@link #of(ClipEmbedding)} was made of. */
    ClipEmbedding clip() {
        return new ClipEmbedding(clip(""), tensors.containsKey(NEGATIVE + POOLED) ? Optional.of(clip(NEGATIVE))
                : Optional.empty());
    }

    private ClipOutput clip(String prefix) {
        return new ClipOutput(tensors.get(prefix + POOLED), Optional.ofNullable(tensors.get(prefix + "projected")),
                tensors.get(prefix + "penultimate"));
    }
}

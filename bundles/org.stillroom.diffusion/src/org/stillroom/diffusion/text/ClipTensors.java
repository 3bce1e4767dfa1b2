// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/**
 * The tensors of a CLIP text encoder by the names that transformers 5 writes, without {@code text_model.}, and where a
 * checkpoint has them: all released ones have that prefix, or the names of OpenCLIP.
 *
 * @param prefix what stands before {@code embeddings} and {@code encoder.layers} in the checkpoint
 * @param openClip whether the names behind it are those of OpenCLIP
 */
record ClipTensors(String prefix, boolean openClip) {

    static final String TOKENS = "embeddings.token_embedding.weight";
    static final String POSITIONS = "embeddings.position_embedding.weight";
    private static final String PROJECTION = "text_projection.weight";
    private static final String TEXT_MODEL = "text_model.";

    /** All that a checkpoint has, CLIP-L before CLIP-G. */
    static List<ClipTensors> in(Checkpoint checkpoint) {
        List<ClipTensors> found = new ArrayList<>();
        for (String name : checkpoint.names()) {
            if (name.equals(TOKENS) || name.endsWith("." + TOKENS)) {
                found.add(new ClipTensors(before(name, TOKENS), false));
            } else if (name.equals(OpenClipNames.TOKENS) || name.endsWith("." + OpenClipNames.TOKENS)) {
                String prefix = before(name, OpenClipNames.TOKENS);
                if (new Header(checkpoint, prefix).hasAny(OpenClipNames.LAYERS)) {
                    found.add(new ClipTensors(prefix, true));
                }
            }
        }
        found.sort(Comparator.comparing(each -> each.part(checkpoint).map(ClipPart::ordinal).orElse(0)));
        return found;
    }

    private static String before(String name, String end) {
        return name.substring(0, name.length() - end.length());
    }

    /** Which one it is, by what is before its names or by its width; empty if neither tells. */
    Optional<ClipPart> part(Checkpoint checkpoint) {
        for (ClipPart part : ClipPart.values()) {
            if (prefix.contains(part.port() + ".")) {
                return Optional.of(part);
            }
        }
        try {
            return ClipPart.of(checkpoint.info(stored(TOKENS)).shape().getLast());
        } catch (CheckpointException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /**
     * The one that is meant.
     *
     * @param wanted which, if that is said
     * @throws CheckpointException if there is none, only another one, or several and it is not said which
     */
    static ClipTensors of(Checkpoint checkpoint, Optional<ClipPart> wanted) throws CheckpointException {
        List<ClipTensors> all = in(checkpoint);
        if (all.isEmpty()) {
            throw new CheckpointException(checkpoint.path() + " does not look like a CLIP text encoder: it has no "
                    + "tensor named …" + TOKENS + "; choose the file or folder of a CLIP text encoder.");
        }
        List<ClipTensors> fitting = all.stream().filter(each -> wanted.isEmpty()
                || each.part(checkpoint).or(() -> all.size() == 1 ? wanted : Optional.empty()).equals(wanted)).toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        String there = all.stream().map(each -> each.part(checkpoint).map(ClipPart::label).orElse("CLIP") + " ("
                + each.prefix + "…)").collect(Collectors.joining(", "));
        throw new CheckpointException(fitting.isEmpty() && wanted.isPresent()
                ? checkpoint.path() + " has no " + wanted.get().label() + ", but " + there + "; choose another file."
                : checkpoint.path() + " has several CLIP text encoders: " + there + "; choose which one is meant, or "
                        + "wire it to the input of a denoiser that it is for.");
    }

    /** Where all of an encoder's tensors lie. */
    Layout layout(ClipConfig config) {
        List<Map<String, List<Long>>> parts = parts(config, openClip);
        if (!openClip) {
            Layout same = Layout.named(parts, this::stored);
            same.table(POSITIONS);
            same.lookup(TOKENS);
            return same;
        }
        Layout layout = new Layout(prefix, parts);
        layout.table(POSITIONS);
        layout.lookup(TOKENS);
        layout.table(OpenClipNames.PROJECTION);
        long width = config.hiddenSize();
        parts.forEach(part -> part.keySet().forEach(name -> {
            OpenClipNames.Place place = OpenClipNames.of(name);
            if (place.third() < 0) {
                layout.tensor(name, place.name());
            } else {
                layout.rows(name, place.name(), place.third() * width, 3 * width);
            }
        }));
        return layout;
    }

    private String stored(String name) {
        if (openClip) {
            return prefix + OpenClipNames.of(name).name();
        }
        if (!name.equals(PROJECTION)) {
            return prefix + name;
        }
        return prefix.endsWith(TEXT_MODEL)
                ? prefix.substring(0, prefix.length() - TEXT_MODEL.length()) + PROJECTION
                : prefix + PROJECTION;
    }

    /** Width of the projected output, by the weights. */
    OptionalInt projection(Checkpoint checkpoint) throws CheckpointException {
        String name = openClip ? prefix + OpenClipNames.PROJECTION : stored(PROJECTION);
        return checkpoint.has(name)
                ? OptionalInt.of(new Header(checkpoint, "").size(name, 2, openClip ? 1 : 0))
                : OptionalInt.empty();
    }

    /**
     * What the shapes say of a checkpoint without config.json: heads of 64 as in CLIP-L and CLIP-G.
     *
     * @param wanted which one it is taken for, if nothing in the checkpoint tells
     */
    ClipConfig config(Checkpoint checkpoint, Optional<ClipPart> wanted) throws CheckpointException {
        Header header = new Header(checkpoint, "");
        List<Long> table = header.shape(stored(TOKENS), 2);
        int width = table.get(1).intValue();
        if (width % 64 != 0) {
            throw new CheckpointException(checkpoint.path() + " is " + width + " wide, which is no multiple of 64 as "
                    + "in CLIP-L and CLIP-G; choose a folder that also has its config.json.");
        }
        OptionalInt projection = projection(checkpoint);
        // CLIP-L has it, which is also met without its projection; CLIP-G and others have not
        boolean quickGelu = part(checkpoint).or(() -> wanted).map(ClipPart.L::equals)
                .orElse(projection.isEmpty());
        return new ClipConfig(table.get(0).intValue(), width,
                header.size(stored("encoder.layers.0.mlp.fc1.weight"), 2, 0),
                new Header(checkpoint, prefix).count(openClip ? OpenClipNames.LAYERS : "encoder.layers."), width / 64,
                header.size(stored(POSITIONS), 2, 0), 1e-5, quickGelu, ClipConfig.LEGACY_END_OF_TEXT, projection);
    }

    /** Refuses a config.json that gives other sizes than the embedding tables have. */
    void checkSizes(ClipConfig config, Checkpoint checkpoint) throws CheckpointException {
        Header header = new Header(checkpoint, "");
        List<Long> table = header.shape(stored(TOKENS), 2);
        List<Long> positions = header.shape(stored(POSITIONS), 2);
        if (table.get(0) != config.vocabSize() || table.get(1) != config.hiddenSize()
                || positions.get(0) != config.positions()) {
            throw new CheckpointException(checkpoint.path() + " does not fit its config.json: that says vocab_size "
                    + config.vocabSize() + ", hidden_size " + config.hiddenSize() + " and max_position_embeddings "
                    + config.positions() + ", but the token embedding has shape " + table
                    + " and the position embedding " + positions + "; fetch both again.");
        }
    }

    /** Shapes by name, part by part: embeddings, each layer, final norm, projection. */
    static List<Map<String, List<Long>>> parts(ClipConfig config, boolean openClip) {
        List<Map<String, List<Long>>> parts = new ArrayList<>();
        long width = config.hiddenSize();
        parts.add(Map.of(TOKENS, List.of((long) config.vocabSize(), width),
                POSITIONS, List.of((long) config.positions(), width)));
        for (int i = 0; i < config.layers(); i++) {
            parts.add(layer(config, "encoder.layers." + i + "."));
        }
        parts.add(affine("final_layer_norm", List.of(width)));
        config.projection().ifPresent(out -> parts.add(openClip
                ? Map.of(OpenClipNames.PROJECTION, List.of(width, (long) out))
                : Map.of(PROJECTION, List.of((long) out, width))));
        return parts;
    }

    private static Map<String, List<Long>> layer(ClipConfig config, String prefix) {
        long width = config.hiddenSize();
        long inner = config.intermediateSize();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        shapes.putAll(affine(prefix + "layer_norm1", List.of(width)));
        for (String name : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
            shapes.putAll(affine(prefix + "self_attn." + name, List.of(width, width)));
        }
        shapes.putAll(affine(prefix + "layer_norm2", List.of(width)));
        shapes.putAll(affine(prefix + "mlp.fc1", List.of(inner, width)));
        shapes.putAll(affine(prefix + "mlp.fc2", List.of(width, inner)));
        return shapes;
    }

    private static Map<String, List<Long>> affine(String name, List<Long> weight) {
        return Map.of(name + ".weight", weight, name + ".bias", weight.subList(0, 1));
    }
}

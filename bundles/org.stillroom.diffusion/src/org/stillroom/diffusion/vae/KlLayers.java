// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * The layers of an AutoencoderKL on the tensor in a chain, [1, channels, height, width]. Each works in bands of rows
 * and keeps as few tensors of the picture's size as it can: at 2048 pixels one may take 4 GB.
 */
record KlLayers(Program program, Chain x, Weights weights, int groups, Bands bands, Steps steps) {

    private static final int KERNEL = 9;

    /** Works with the layers of one part of the weights. */
    static void of(Residence weights, int part, Chain x, VaeConfig config, Bands bands, Steps steps,
            Consumer<KlLayers> work) throws CheckpointException {
        weights.use(part, () -> { }, loaded -> {
            work.accept(new KlLayers(Program.load(VaeConfig.LIBRARY), x, loaded, config.normNumGroups(), bands, steps));
            return null;
        });
    }

    void conv(String prefix) {
        steps.next();
        x.replace(convolved(prefix));
    }

    void resnets(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            resnet(prefix + "resnets." + i + ".");
        }
    }

    void middle(String prefix, boolean attention) {
        resnet(prefix + "resnets.0.");
        if (attention) {
            attention(prefix + "attentions.0.");
        }
        resnet(prefix + "resnets.1.");
    }

    private void resnet(String prefix) {
        steps.next();
        try (Tensor h = normConvolved(prefix + "norm1.", prefix + "conv1.");
                Tensor norm = norm(h, prefix + "norm2.")) {
            if (h.size(1) != x.current().size(1)) {
                x.replace(convolved(prefix + "conv_shortcut."));
            }
            Tensor to = x.current();
            // bands need no tensor but this one
            Tensor sum = rows("norm_conv_add_rows", to.size(2), to.size(3), () -> to, h, prefix + "conv2.", norm, to);
            if (sum != to) {
                x.replace(sum);
            }
        }
    }

    void upsample(String prefix) {
        steps.next();
        Tensor from = x.current();
        x.replace(resized("upsample_rows", prefix, 2 * from.size(2), 2 * from.size(3)));
    }

    void downsample(String prefix) {
        steps.next();
        Tensor from = x.current();
        x.replace(resized("downsample_rows", prefix, from.size(2) / 2, from.size(3) / 2));
    }

    void out(String prefix) {
        steps.next();
        x.replace(normConvolved(prefix + "conv_norm_out.", prefix + "conv_out."));
    }

    private Tensor convolved(String prefix) {
        return resized("conv_rows", prefix, x.current().size(2), x.current().size(3));
    }

    private Tensor resized(String method, String prefix, long height, long width) {
        return rows(method, height, width, room(height, width, prefix), x.current(), prefix);
    }

    private Tensor normConvolved(String normPrefix, String prefix) {
        Tensor from = x.current();
        try (Tensor norm = norm(from, normPrefix)) {
            return rows("norm_conv_rows", from.size(2), from.size(3), room(from.size(2), from.size(3), prefix), from,
                    prefix, norm);
        }
    }

    private Supplier<Tensor> room(long height, long width, String prefix) {
        return () -> program.call("room", x.current(), weights, prefix, height, width);
    }

    /** The result of a layer: that of one band as it is, those of several put into a room. */
    private Tensor rows(String method, long height, long width, Supplier<Tensor> room, Tensor from, String prefix,
            Tensor... more) {
        List<Object> arguments = new ArrayList<>(List.of(from));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of(weights, prefix));
        long channels = channels(prefix);
        List<Tensor> result = new ArrayList<>();
        try {
            bands.each(steps, height, KERNEL * channels * from.size(1) * width,
                    (channels + from.size(1)) * Math.max(width, from.size(3)), (top, bottom) -> {
                        Tensor band = call(method, arguments, top, bottom);
                        if (bottom - top == height) {
                            result.add(band);
                            return;
                        }
                        try (band) {
                            if (result.isEmpty()) {
                                result.add(room.get());
                            }
                            program.call("put", result.get(0), band, top, bottom).close();
                        }
                    });
            return result.get(0);
        } catch (RuntimeException e) {
            result.forEach(Tensor::close);
            throw e;
        }
    }

    private long channels(String prefix) {
        try (Tensor kernel = weights.get(prefix + "weight")) {
            return kernel.size(0);
        }
    }

    private Tensor call(String method, List<Object> arguments, long top, long bottom) {
        List<Object> all = new ArrayList<>(arguments);
        all.add(top);
        all.add(bottom);
        return program.call(method, all.toArray());
    }

    /** What a group norm does to each channel, [2, 1, channels]. */
    private Tensor norm(Tensor from, String prefix) {
        return joined(2, parts -> bands.each(steps, groups, 0, from.count() / groups, (first, last) ->
                parts.add(program.call("norm", from, weights, prefix, groups, first, last))));
    }

    private static Tensor joined(int dim, Consumer<List<Tensor>> make) {
        List<Tensor> parts = new ArrayList<>();
        try {
            make.accept(parts);
            return Tensor.cat(dim, parts);
        } finally {
            parts.forEach(Tensor::close);
        }
    }

    private void attention(String prefix) {
        steps.next();
        Tensor to = x.current();
        long pixels = to.size(2) * to.size(3);
        long channels = to.size(1);
        try (Tensor norm = norm(to, prefix + "group_norm.");
                Tensor tokens = program.call("tokens", to, norm);
                Tensor keys = linear(tokens, prefix + "to_k");
                Tensor values = linear(tokens, prefix + "to_v")) {
            bands.each(steps, pixels, 2 * channels * (pixels + channels), channels, (first, last) ->
                    program.call("attend", to, tokens, keys, values, weights, prefix, first, last).close());
        }
    }

    private Tensor linear(Tensor tokens, String name) {
        long channels = tokens.size(2);
        return joined(1, parts -> bands.each(steps, tokens.size(1), channels * channels, 2 * channels, (first, last) ->
                parts.add(program.call("linear", tokens, weights, name, first, last))));
    }
}

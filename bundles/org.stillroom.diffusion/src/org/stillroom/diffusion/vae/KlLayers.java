// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
            rows("norm_conv_add_rows", x.current(), h, prefix + "conv2.", norm);
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
        return rows(method, program.call("room", x.current(), weights, prefix, height, width), x.current(), prefix);
    }

    private Tensor normConvolved(String normPrefix, String prefix) {
        Tensor from = x.current();
        try (Tensor norm = norm(from, normPrefix)) {
            Tensor room = program.call("room", from, weights, prefix, from.size(2), from.size(3));
            return rows("norm_conv_rows", room, from, prefix, norm);
        }
    }

    /** Fills a tensor of an own size; closes it when that fails. */
    private Tensor rows(String method, Tensor out, Tensor from, String prefix, Tensor... norm) {
        long width = Math.max(out.size(3), from.size(3));
        try {
            bands.each(steps, out.size(2), KERNEL * out.size(1) * from.size(1) * out.size(3),
                    (out.size(1) + from.size(1)) * width, (top, bottom) -> {
                        List<Object> arguments = new ArrayList<>(List.of(out, from));
                        arguments.addAll(List.of(norm));
                        arguments.addAll(List.of(weights, prefix, top, bottom));
                        program.call(method, arguments.toArray()).close();
                    });
            return out;
        } catch (RuntimeException e) {
            out.close();
            throw e;
        }
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

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.weights.Blocks;
import org.stillroom.distill.training.Initial;
import org.stillroom.distill.training.Stage;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;

/**
 * A T5 v1.1 with its decoder, by the names of transformers' {@code T5ForConditionalGeneration}: the program
 * language.py.
 *
 * @param t5 the encoder, whose width and heads the decoder has, too
 * @param decoderLayers the decoder is thrown away at the end
 */
record LanguageModel(T5Config t5, int decoderLayers) {

    static Program program() {
        return Program.load(LanguageModel.class, "language.py", T5Encoder.LIBRARY, Blocks.LIBRARY,
                new Program.Library("optim", Stage.class, "optim.py"));
    }

    /** Layers of the encoder, heads, layers of the decoder: as language.py takes them. */
    List<Integer> numbers() {
        return List.of(t5.layers(), t5.heads(), decoderLayers);
    }

    /** Weights to start from; the caller closes them. */
    Initial initial(long seed) {
        Initial made = Initial.t5LookingNear(t5, seed);
        // its tensors go over to the first one, which closes them
        Initial.decoder(t5, decoder(), seed).tensors().forEach(made::put);
        return made;
    }

    /** Names and shapes of all that is not the encoder's. */
    Map<String, List<Long>> decoder() {
        long width = t5.dModel();
        long inner = (long) t5.heads() * t5.dKv();
        Map<String, List<Long>> shapes = new TreeMap<>();
        for (int i = 0; i < decoderLayers; i++) {
            String layer = "decoder.block." + i + ".layer.";
            for (String attention : List.of("0.SelfAttention.", "1.EncDecAttention.")) {
                for (String part : List.of("q", "k", "v")) {
                    shapes.put(layer + attention + part + ".weight", List.of(inner, width));
                }
                shapes.put(layer + attention + "o.weight", List.of(width, inner));
            }
            for (String part : List.of("wi_0", "wi_1")) {
                shapes.put(layer + "2.DenseReluDense." + part + ".weight", List.of((long) t5.dFf(), width));
            }
            shapes.put(layer + "2.DenseReluDense.wo.weight", List.of(width, (long) t5.dFf()));
            for (int part = 0; part < 3; part++) {
                shapes.put(layer + part + ".layer_norm.weight", List.of(width));
            }
        }
        shapes.put("decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
                List.of((long) t5.buckets(), (long) t5.heads()));
        shapes.put("decoder.final_layer_norm.weight", List.of(width));
        shapes.put("lm_head.weight", List.of((long) t5.vocabSize(), width));
        return shapes;
    }

    /** Rows of the same length, padded with 0. */
    static Tensor rows(List<List<Integer>> rows) {
        int longest = rows.stream().mapToInt(List::size).max().orElse(0);
        long[] ids = new long[rows.size() * longest];
        for (int i = 0; i < rows.size(); i++) {
            for (int t = 0; t < rows.get(i).size(); t++) {
                ids[i * longest + t] = rows.get(i).get(t);
            }
        }
        return Tensor.of(ids, rows.size(), longest);
    }
}

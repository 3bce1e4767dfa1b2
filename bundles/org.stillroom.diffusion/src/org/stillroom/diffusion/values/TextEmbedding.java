// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.values;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stillroom.nodes.contract.Checked;
import org.stillroom.nodes.contract.Showable;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.nodes.contract.Sized;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Specified;
import org.stillroom.torch.runtime.Tensor;

/**
 * What a T5 encoder made of prompts.
 *
 * @param hiddenStates [prompts, tokens, width], fp32 on the CPU
 * @param negative the same of the negative prompts
 * @param lengths tokens before the padding, of each prompt and then of each negative one, where the padding was left
 *        out; empty where it took part
 */
public record TextEmbedding(Tensor hiddenStates, Optional<Tensor> negative, List<Integer> lengths)
        implements AutoCloseable, Sized, Checked, Specified, Showable {

    public TextEmbedding {
        lengths = List.copyOf(lengths);
    }

    /** Of an encoder in which padding took part. */
    public TextEmbedding(Tensor hiddenStates, Optional<Tensor> negative) {
        this(hiddenStates, negative, List.of());
    }

    /** Whether padding was left out. */
    public boolean masked() {
        return !lengths.isEmpty();
    }

    /** Its own, to be closed by whoever asks for it. */
    public TextEmbedding copy() {
        return new TextEmbedding(hiddenStates.copy(), negative.map(Tensor::copy), lengths);
    }

    @Override
    public void close() {
        hiddenStates.close();
        negative.ifPresent(Tensor::close);
    }

    @Override
    public long bytes() {
        return tensors().mapToLong(Tensor::bytes).sum();
    }

    @Override
    public Optional<String> problem() {
        return NotFinite.problem(tensors());
    }

    private Stream<Tensor> tensors() {
        return Stream.concat(Stream.of(hiddenStates), negative.stream());
    }

    @Override
    public Shown shown() {
        long[] shape = hiddenStates.shape();
        return new Shown.Words(shape.length != 3 ? Arrays.toString(shape) : shape[1] + " tokens of " + shape[2]
                + " features" + (negative.isPresent() ? ", and a negative prompt" : ""));
    }

    @Override
    public Optional<Spec> spec(Optional<Spec> said) {
        String encoder = said.map(before -> before instanceof Info info ? info.encoder() : "").orElse("");
        long[] shape = hiddenStates.shape();
        return shape.length != 3 ? said
                : Optional.of(new Info((int) shape[1], (int) shape[2], negative.isPresent(), masked(), encoder));
    }

    /**
     * @param width features of each token
     * @param masked whether padding is left out
     * @param encoder name of the model, for messages
     */
    public record Info(int tokens, int width, boolean negative, boolean masked, String encoder) implements Spec {

        /** Of an encoder in which padding takes part. */
        public Info(int tokens, int width, boolean negative, String encoder) {
            this(tokens, width, negative, false, encoder);
        }
    }
}

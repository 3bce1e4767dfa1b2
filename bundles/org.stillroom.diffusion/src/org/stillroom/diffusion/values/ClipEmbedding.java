// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.values;

import java.util.Optional;
import java.util.stream.Stream;
import org.stillroom.nodes.contract.Checked;
import org.stillroom.nodes.contract.Showable;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.nodes.contract.Sized;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Specified;
import org.stillroom.torch.runtime.Tensor;

/** What a CLIP text encoder made of prompts, and of negative prompts, one a row. */
public record ClipEmbedding(ClipOutput prompt, Optional<ClipOutput> negative)
        implements AutoCloseable, Sized, Checked, Specified, Showable {

    @Override
    public void close() {
        prompt.close();
        negative.ifPresent(ClipOutput::close);
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
        return Stream.concat(prompt.tensors(), negative.stream().flatMap(ClipOutput::tensors));
    }

    @Override
    public Shown shown() {
        return new Shown.Words(prompt.penultimate().size(1) + " tokens, pooled to " + prompt.pooled().size(1)
                + " features" + (negative.isPresent() ? ", and a negative prompt" : ""));
    }

    @Override
    public Optional<Spec> spec(Optional<Spec> said) {
        String encoder = said.map(before -> before instanceof Info info ? info.encoder() : "").orElse("");
        long[] sequence = prompt.penultimate().shape();
        long[] pooled = prompt.pooled().shape();
        int projection = prompt.projected().map(projected -> (int) projected.size(1)).orElse(0);
        return sequence.length != 3 || pooled.length != 2 ? said
                : Optional.of(new Info((int) sequence[1], (int) pooled[1], projection, negative.isPresent(), encoder));
    }

    /**
     * @param projection width of the projected output, 0 if the model has none
     * @param encoder name of the model
     */
    public record Info(int tokens, int width, int projection, boolean negative, String encoder) implements Spec {}
}

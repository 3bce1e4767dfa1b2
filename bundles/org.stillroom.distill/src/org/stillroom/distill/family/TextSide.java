// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.family;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillroom.distill.training.Learned;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** What a transformer is told in training. */
sealed interface TextSide extends AutoCloseable {

    /** What {@link #method} takes, each with a row for each sample. */
    List<Tensor> rows();

    /** Of flow.py. */
    String method();

    /** Further weights that the method takes. */
    List<Weights> weights();

    /** The encoder to draw with. */
    Weights encoder();

    /** Adds to a checkpoint. */
    void save(Map<String, Tensor> into);

    /** Adds what is kept of the encoder in the end. */
    void saveAverage(Map<String, Tensor> into);

    @Override
    void close();

    /**
     * An encoder that is trained with the transformer.
     *
     * @param ids int64 [N, tokens]; the caller's
     */
    record Trained(Tensor ids, Learned model) implements TextSide {

        @Override
        public List<Tensor> rows() {
            return List.of(ids);
        }

        @Override
        public String method() {
            return "step";
        }

        @Override
        public List<Weights> weights() {
            return List.of(model.weights(), model.expAvg(), model.expAvgSq(), model.average());
        }

        @Override
        public Weights encoder() {
            return model.average();
        }

        @Override
        public void save(Map<String, Tensor> into) {
            model.save(FlowStage.ENCODER, into);
        }

        @Override
        public void saveAverage(Map<String, Tensor> into) {
            model.saveAverage(FlowStage.ENCODER, into);
        }

        @Override
        public void close() {
            model.close();
        }
    }

    /**
     * An encoder that learns no more: what it gives for each sample is computed before. Everything is the caller's.
     *
     * @param rows [N, tokens, width], float16; with a guide also what that is told of the same samples
     * @param guide a transformer of the same sizes that draws them, whose velocity is learned; without it the samples'
     */
    record Frozen(List<Tensor> rows, Weights encoder, Optional<Weights> guide) implements TextSide {

        @Override
        public String method() {
            return guide.isPresent() ? "guided" : "frozen";
        }

        @Override
        public List<Weights> weights() {
            return guide.stream().toList();
        }

        @Override
        public void save(Map<String, Tensor> into) {
            // it is the language model's, whose checkpoint is kept
        }

        @Override
        public void saveAverage(Map<String, Tensor> into) {
            // as above
        }

        @Override
        public void close() {
            // nothing is its own
        }
    }
}

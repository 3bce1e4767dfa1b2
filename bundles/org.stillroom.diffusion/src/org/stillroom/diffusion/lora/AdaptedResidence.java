// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.TorchException;
import org.stillroom.torch.runtime.Weights;

/**
 * A model's weights as LoRAs change them. The model's own stay as they are and are shared with others: what is changed
 * lies beside them. Matrices that lie as they are computed with are merged with what the LoRAs add: once where the
 * weights are kept and memory suffices, else in every use. Of those that are stored otherwise, products of low rank
 * are added to what the layer gives, up(down(x)); what is no such product is merged in every use, as keeping it would
 * take the memory that the stored form saves.
 */
public final class AdaptedResidence implements Residence {

    private final Residence base;
    private boolean keeps;
    private final Device device;
    private final DType dtype;
    private final List<Applied> loras;
    private final Map<Integer, Weights> kept = new HashMap<>();

    /**
     * A LoRA with its strength.
     *
     * @param fit without a problem
     */
    public record Applied(LoraFit fit, double strength) {}

    /**
     * @param base stays open
     * @param policy of the base; weights that are streamed are not kept here either
     * @param dtype the numbers that are computed with
     * @param loras applied one after another
     */
    public AdaptedResidence(Residence base, Policy policy, Device device, DType dtype, List<Applied> loras) {
        this.base = base;
        this.keeps = policy != Policy.STREAM;
        this.device = device;
        this.dtype = dtype;
        this.loras = loras.stream().filter(lora -> lora.strength() != 0).toList();
    }

    @Override
    public <T> T use(int part, Progress progress, Use<T> use) throws CheckpointException {
        if (loras.stream().flatMap(lora -> lora.fit().patches().stream()).noneMatch(each -> each.part() == part)) {
            return base.use(part, progress, use);
        }
        try {
            return base.use(part, progress, weights -> with(part, weights, progress, use));
        } catch (TorchException e) {
            if (!ModelCache.isOutOfMemory(e) || !release()) {
                throw e;
            }
            return base.use(part, progress, weights -> with(part, weights, progress, use));
        }
    }

    private <T> T with(int part, Weights weights, Progress progress, Use<T> use) throws CheckpointException {
        AdaptedWeights adapted = adapted(part, weights, progress);
        try {
            return use.with(adapted.weights());
        } finally {
            if (!adapted.worthKeeping()) {
                adapted.weights().close();
            }
        }
    }

    /** Frees what is kept, and keeps nothing any more: a device may have room for the model, but not for it twice. */
    private synchronized boolean release() {
        boolean something = !kept.isEmpty();
        close();
        keeps = false;
        Torch.releaseUnused();
        return something;
    }

    private synchronized AdaptedWeights adapted(int part, Weights weights, Progress progress)
            throws CheckpointException {
        Weights before = kept.get(part);
        if (before != null) {
            return new AdaptedWeights(before, true);
        }
        AdaptedWeights made = new Adapting(weights, part, device, dtype).with(loras, progress);
        if (keeps && made.worthKeeping()) {
            kept.put(part, made.weights());
            return made;
        }
        return new AdaptedWeights(made.weights(), false);
    }

    /**
     * @param worthKeeping whether they take no more memory than weights of the model do
     */
    record AdaptedWeights(Weights weights, boolean worthKeeping) {}

    @Override
    public synchronized long bytes() {
        return base.bytes();
    }

    /** Frees what was changed; the base stays open. */
    @Override
    public synchronized void close() {
        kept.values().forEach(Weights::close);
        kept.clear();
    }
}

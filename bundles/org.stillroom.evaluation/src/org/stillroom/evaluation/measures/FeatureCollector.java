// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.util.ArrayList;
import java.util.List;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.runtime.Tensor;

/** Gathers the features of a set of pictures, batch by batch. Not for several threads. */
public final class FeatureCollector {

    private final FeatureNetwork network;
    private final List<float[]> batches = new ArrayList<>();
    private int count;

    public FeatureCollector(FeatureNetwork network) {
        this.network = network;
    }

    /** @param pictures [batch, 3, height, width] in [0, 1]; batches may differ in size if the network allows it */
    public void add(Tensor pictures) {
        try (Tensor rows = network.features(pictures)) {
            batches.add(rows.floats());
            count += Math.toIntExact(rows.size(0));
        }
    }

    /** @param pictures of one size */
    public void add(List<RgbImage> pictures) {
        try (Tensor batch = Pictures.tensor(pictures)) {
            add(batch);
        }
    }

    /** Pictures so far. */
    public int count() {
        return count;
    }

    /**
     * The features of all pictures so far, in the order in which they were added.
     *
     * @throws EvaluationException if there are none, or one is not finite, naming the picture
     */
    public Features features() {
        if (count == 0) {
            throw new EvaluationException("There is no picture to measure; give at least one.");
        }
        float[] all = new float[Math.multiplyExact(count, network.width())];
        int at = 0;
        for (float[] batch : batches) {
            System.arraycopy(batch, 0, all, at, batch.length);
            at += batch.length;
        }
        return new Features(count, network.width(), all);
    }
}

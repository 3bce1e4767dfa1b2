// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/**
 * What an encoder costs: parameters, memory, and the time for one prompt under each policy.
 *
 * @param tokens of a prompt
 */
public record Costs(Device device, DType dtype, int tokens) {

    private static final String PROJECTION = "final_projection.";
    private static final int MOST_RUNS = 20;
    private static final int FEWEST_RUNS = 3;
    private static final double ENOUGH_SECONDS = 2;

    /**
     * @param model folder with config.json and weights, or a single .safetensors file
     * @param progress is told of each policy, and asked while one is measured whether to go on
     * @return a value for each of {@link Keys}' costs
     * @throws CheckpointException if files are missing or damaged
     */
    public List<Measured> measure(Path model, Progress progress) throws CheckpointException {
        List<Measured> measured = new ArrayList<>(sizes(model));
        Policy[] policies = Policy.values();
        for (int i = 0; i < policies.length; i++) {
            int done = i;
            measured.add(latency(policies[i], model, () -> progress.progress(done, policies.length)));
        }
        progress.progress(policies.length, policies.length);
        return measured;
    }

    /** Those of {@link #measure} for which nothing runs. */
    public List<Measured> sizes(Path model) throws CheckpointException {
        StoredModel stored = T5Files.open(model).model();
        long projection = 0;
        long largest = 0;
        for (Set<String> part : stored.parts()) {
            for (String name : part) {
                projection += name.startsWith(PROJECTION) ? stored.parameters(name) : 0;
            }
            largest = Math.max(largest, stored.memory(part).bytes(dtype));
        }
        return List.of(
                Measured.exact(Keys.PARAMETERS, Unit.COUNT, stored.parameters()),
                Measured.exact(Keys.PROJECTION, Unit.COUNT, projection),
                Measured.exact(Keys.FILE, Unit.BYTES, stored.checkpoint().bytes()),
                Measured.exact(Keys.MEMORY_KEPT, Unit.BYTES, stored.memory(stored.names()).bytes(dtype)),
                Measured.exact(Keys.MEMORY_STREAMED, Unit.BYTES, largest));
    }

    /** One prompt's work under a policy. */
    private interface Work {
        void run() throws CheckpointException;
    }

    /**
     * That of {@link #measure} for one policy: seconds for a prompt, with the fastest and the slowest as interval.
     *
     * @param progress asked whether to go on
     */
    public Measured latency(Policy policy, Path model, Progress progress) throws CheckpointException {
        if (policy == Policy.KEPT) {
            try (T5Encoder kept = T5Encoder.load(model, device, dtype, progress)) {
                return timed(policy, () -> encode(kept, progress), progress);
            }
        }
        return timed(policy, () -> {
            try (T5Encoder fresh = policy == Policy.UNLOADED
                    ? T5Encoder.load(model, device, dtype, progress)
                    : T5Encoder.open(model, Residence.Policy.STREAM, device, dtype, progress)) {
                encode(fresh, progress);
            }
        }, progress);
    }

    /** Time does not depend on which tokens there are. The result is waited for, as it is copied to the CPU. */
    private void encode(T5Encoder encoder, Progress progress) throws CheckpointException {
        try (Tensor text = encoder.encode(List.of(Collections.nCopies(tokens, 1)), progress::checkCancelled)) {
            text.count();
        }
    }

    /** The median of several runs after one that is not counted, with the fastest and the slowest as interval. */
    private static Measured timed(Policy policy, Work work, Progress progress) throws CheckpointException {
        work.run();
        double[] seconds = new double[MOST_RUNS];
        double sum = 0;
        int runs = 0;
        while (runs < FEWEST_RUNS || runs < MOST_RUNS && sum < ENOUGH_SECONDS) {
            progress.checkCancelled();
            long begin = System.nanoTime();
            work.run();
            seconds[runs] = (System.nanoTime() - begin) / 1e9;
            sum += seconds[runs++];
        }
        double[] sorted = Arrays.copyOf(seconds, runs);
        Arrays.sort(sorted);
        return new Measured(Keys.LATENCY + policy.word(), Unit.SECONDS, sorted[runs / 2],
                Optional.of(new Interval(sorted[0], sorted[runs - 1])), runs);
    }
}

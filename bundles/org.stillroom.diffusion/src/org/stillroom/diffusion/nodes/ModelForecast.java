// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.stillroom.diffusion.vae.VaeDecoder;
import org.stillroom.diffusion.vae.VaeEncoder;
import org.stillroom.diffusion.weights.Footprint;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ModelMemory.Saving;
import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Stay;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;

/**
 * What a node foretells of its model's memory.
 *
 * @param device of the run
 * @param dtype the numbers that are computed with
 */
record ModelForecast(ConfigureContext context, Device device, DType dtype) {

    private static final String MODEL = "model";

    /**
     * What a forecast is made of.
     *
     * @param type of the model in memory
     * @param path of the model
     * @param which of those that can be made of the file
     * @param stored its weights
     * @param everyStep parts that stay in memory while others are streamed
     * @param reads how often a run goes through the weights
     * @param work beside the weights, in bytes, by the numbers that are computed with outside of linear layers
     */
    record Facts(Class<?> type, Path path, String which, StoredModel stored, List<Integer> everyStep, int reads,
            ToLongFunction<DType> work) {}

    static ModelForecast of(ConfigureContext context, String device) {
        Device on = Device.parse(device);
        return new ModelForecast(context, on, ModelLoading.dtype(context.parameters(), on));
    }

    /** Without anything that would take less. */
    ModelMemory plain(Facts facts) throws NodeException, CheckpointException {
        Footprint footprint = facts.stored().footprint(device, dtype);
        long beside = 0;
        for (int part : facts.everyStep()) {
            beside += facts.stored().partBytes(part, dtype);
        }
        Optional<Stay> stay = ModelLoading.stay(context.parameters());
        // LoRAs are merged into copies, which are kept as long as the weights are
        long merged = adapted() && !stay.equals(Optional.of(Stay.STREAM)) ? footprint.plain() : 0;
        long work = Math.max(footprint.loading(), facts.work().applyAsLong(StoredModel.numbers(dtype, device)));
        return new ModelMemory(context.parameters().text(MODEL),
                ModelLoading.key(context.models(), MODEL, facts.path(), facts.which(), device, dtype, facts.type()),
                stay, footprint.weights(), footprint.mapped(), footprint.streamed() + beside, facts.reads(),
                work + merged, Optional.empty(), List.of());
    }

    private boolean adapted() {
        try {
            return context.wired("lora");
        } catch (IllegalArgumentException e) {
            // a node that takes none
            return false;
        }
    }

    /** With a narrower number format, where the node offers it and it takes less. */
    ModelMemory of(Facts facts, List<Saving> others) throws NodeException, CheckpointException {
        ModelMemory memory = plain(facts);
        List<Saving> savings = new ArrayList<>(others);
        for (DType narrower : narrower(facts.type(), dtype)) {
            ModelMemory instead = new ModelForecast(context, device, narrower).plain(facts);
            if (instead.weights() < memory.weights()) {
                savings.add(new Saving((narrower == DType.I8 ? "int8" : "bfloat16") + " for " + memory.model(),
                        instead));
            }
        }
        return new ModelMemory(memory.model(), memory.key(), memory.stay(), memory.weights(), memory.mapped(),
                memory.streamed(), memory.reads(), memory.work(), memory.tiled(), savings);
    }

    /** Of autoencoders, nothing is multiplied with matrices. */
    private static List<DType> narrower(Class<?> type, DType dtype) {
        List<DType> narrower = new ArrayList<>();
        if (dtype != DType.I8 && !VaeDecoder.class.equals(type) && !VaeEncoder.class.equals(type)) {
            narrower.add(DType.I8);
        }
        if (dtype == DType.F32) {
            narrower.add(DType.BF16);
        }
        return narrower;
    }
}

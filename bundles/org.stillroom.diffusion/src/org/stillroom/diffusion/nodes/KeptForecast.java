// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.weights.Footprint;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Stay;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;

/** What a node foretells whose model is always kept, and computes in float32, as those that measure pictures do. */
public final class KeptForecast {

    private KeptForecast() {}

    /**
     * Reads headers alone.
     *
     * @param parameter that names the model
     * @param type of the model in memory
     * @param parts that the model is made of
     * @param work beside the weights, in bytes
     */
    public static ModelMemory of(ConfigureContext context, String parameter, Path path, String device, Class<?> type,
            List<StoredModel> parts, long work) throws NodeException, CheckpointException {
        Device on = Device.parse(device);
        long weights = 0;
        long mapped = 0;
        for (StoredModel part : parts) {
            Footprint footprint = part.footprint(on, DType.F32);
            weights += footprint.weights();
            mapped += footprint.mapped();
        }
        return new ModelMemory(context.parameters().text(parameter),
                ModelLoading.key(context.models(), parameter, path, "", on, DType.F32, type), Optional.of(Stay.KEEP),
                weights, mapped, weights, 1, work, Optional.empty(), List.of());
    }
}

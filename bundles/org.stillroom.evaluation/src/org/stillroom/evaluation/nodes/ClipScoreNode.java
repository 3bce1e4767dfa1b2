// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.stillroom.diffusion.nodes.KeptForecast;
import org.stillroom.diffusion.nodes.ModelLoading;
import org.stillroom.evaluation.measures.ClipScore;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.MemoryForecast;
import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Lease;

/** How well pictures fit their prompts in the eyes of a CLIP model. */
public final class ClipScoreNode implements MemoryForecast {

    private static final String MODEL = "model";

    @Override
    public void configure(ConfigureContext context) {
        ModelLoading.find(context, MODEL);
        PromptedPictures.check(context);
    }

    @Override
    public Optional<ModelMemory> memory(ConfigureContext context, String device) throws NodeException {
        Path model = ModelLoading.find(context, MODEL).orElseThrow(() -> new NodeException(MODEL, "is missing"));
        return ModelLoading.explained(MODEL, () -> Optional.of(KeptForecast.of(context, MODEL, model, device,
                ClipScore.class, ClipScore.stored(model), ClipScore.workBytes(model))));
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        PromptedPictures given = PromptedPictures.of(context);
        try (Lease<ClipScore> lease = ModelLoading.lease(context, MODEL, ModelLoading.find(context, MODEL),
                ModelLoading.device(context), DType.F32, ClipScore.class,
                (path, device, dtype, progress) -> ClipScore.load(path, device, progress))) {
            double[] scores = ModelLoading.explained(MODEL,
                    () -> lease.model().scores(given.prompts(), given.pictures(), context));
            context.output("numbers", Numbers.of(new Numbers.Row("CLIP score",
                    Quantity.of(Arrays.stream(scores).average().orElseThrow()), scores.length)));
        }
    }
}

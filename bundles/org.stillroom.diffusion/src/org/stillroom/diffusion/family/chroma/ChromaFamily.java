// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.chroma;

import java.util.List;
import org.stillroom.diffusion.family.FamilyModel;
import org.stillroom.diffusion.family.ModelFamily;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.torch.formats.CheckpointException;

/** Chroma, by lodestones. */
public final class ChromaFamily implements ModelFamily {

    @Override
    public String label() {
        return "Chroma";
    }

    @Override
    public String className() {
        return "ChromaTransformer2DModel";
    }

    @Override
    public LatentSpace latentSpace() {
        return LatentSpace.FLUX;
    }

    @Override
    public List<String> ownLayers() {
        return List.of("distilled_guidance_layer_");
    }

    @Override
    public boolean describes(ConfigFile config) {
        return config.has("approximator_num_channels");
    }

    @Override
    public FamilyModel read(ConfigFile config) throws CheckpointException {
        return new ChromaModel(this, ChromaConfig.read(config));
    }

    @Override
    public boolean recognises(Header header) {
        return header.hasAny("double_blocks.0.") && header.hasAny("distilled_guidance_layer.");
    }

    @Override
    public FamilyModel read(Header header) throws CheckpointException {
        return new ChromaModel(this, OriginalChroma.config(header));
    }
}

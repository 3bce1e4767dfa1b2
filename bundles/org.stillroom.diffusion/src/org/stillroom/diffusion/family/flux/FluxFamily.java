// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.flux;

import java.util.List;
import org.stillroom.diffusion.family.FamilyModel;
import org.stillroom.diffusion.family.ModelFamily;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.torch.formats.CheckpointException;

/** FLUX.1 dev and schnell, by Black Forest Labs. */
public final class FluxFamily implements ModelFamily {

    @Override
    public String label() {
        return "FLUX.1";
    }

    @Override
    public String className() {
        return "FluxTransformer2DModel";
    }

    @Override
    public String variant(ConfigFile config) {
        return FluxVariant.of(config);
    }

    @Override
    public String variant(Header header) {
        return FluxVariant.of(header);
    }

    @Override
    public LatentSpace latentSpace() {
        return LatentSpace.FLUX;
    }

    @Override
    public List<String> ownLayers() {
        return List.of("double_blocks_", "single_blocks_", "single_transformer_blocks_", "img_in", "txt_in",
                "guidance_in_", "time_text_embed_guidance_embedder_");
    }

    @Override
    public boolean describes(ConfigFile config) {
        return (config.has("axes_dims_rope") || config.has("num_single_layers"))
                && !config.has("approximator_num_channels");
    }

    @Override
    public FamilyModel read(ConfigFile config) throws CheckpointException {
        return new FluxModel(this, FluxConfig.read(config));
    }

    @Override
    public boolean recognises(Header header) {
        return header.hasAny("double_blocks.0.") && !header.hasAny("distilled_guidance_layer.");
    }

    @Override
    public FamilyModel read(Header header) throws CheckpointException {
        return new FluxModel(this, OriginalFlux.config(header));
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family.sd3;

import java.util.List;
import org.stillroom.diffusion.family.FamilyModel;
import org.stillroom.diffusion.family.ModelFamily;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.torch.formats.CheckpointException;

/** SD3 and SD3.5, by Stability AI. */
public final class Sd3Family implements ModelFamily {

    @Override
    public String label() {
        return "SD3";
    }

    @Override
    public String className() {
        return "SD3Transformer2DModel";
    }

    @Override
    public LatentSpace latentSpace() {
        return LatentSpace.SD3;
    }

    @Override
    public List<String> ownLayers() {
        return List.of("joint_blocks_", "pos_embed_");
    }

    @Override
    public boolean describes(ConfigFile config) {
        return config.has("pos_embed_max_size") || config.has("caption_projection_dim");
    }

    @Override
    public FamilyModel read(ConfigFile config) throws CheckpointException {
        return new Sd3Model(this, Sd3Config.read(config));
    }

    @Override
    public boolean recognises(Header header) {
        return header.hasAny("joint_blocks.0.");
    }

    @Override
    public FamilyModel read(Header header) throws CheckpointException {
        return new Sd3Model(this, OriginalSd3.config(header));
    }
}

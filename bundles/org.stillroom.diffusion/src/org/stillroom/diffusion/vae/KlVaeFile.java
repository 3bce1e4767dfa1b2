// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;

/** An AutoencoderKL on disk. */
record KlVaeFile(Checkpoint checkpoint, VaeConfig config) implements VaeFile {

    private static final String ORIGINAL_ENCODER = "encoder.down.0.block.0.conv1.weight";
    private static final String ORIGINAL_DECODER = "decoder.up.0.block.0.conv1.weight";

    static boolean recognises(Checkpoint checkpoint) {
        return isOriginal(checkpoint) || has(checkpoint, "encoder.") || has(checkpoint, "decoder.");
    }

    /** The config.json beside a single file where that is an autoencoder's, else what the shapes say. */
    static VaeConfig config(Checkpoint checkpoint, Path beside) throws CheckpointException {
        if (Files.isRegularFile(beside)) {
            ConfigFile file = ConfigFile.read(beside);
            if (file.text("_class_name", "").equals("AutoencoderKL")) {
                return VaeConfig.of(file);
            }
        }
        return VaeShapes.config(checkpoint, isOriginal(checkpoint));
    }

    /** Original files are shared alone and are FLUX.1's; diffusers' layout is shared by all and comes with a config. */
    static boolean needsConfig(Checkpoint checkpoint) {
        return recognises(checkpoint) && !isOriginal(checkpoint);
    }

    private static boolean isOriginal(Checkpoint checkpoint) {
        return checkpoint.has(ORIGINAL_ENCODER) || checkpoint.has(ORIGINAL_DECODER);
    }

    private static boolean has(Checkpoint checkpoint, String half) {
        return checkpoint.has(half + "conv_in.weight") && checkpoint.has(half + "conv_out.weight");
    }

    @Override
    public Optional<LatentSpace> latentSpace() {
        return LatentSpace.of(config.scalingFactor(), config.shiftFactor());
    }

    @Override
    public Optional<LatentSpace> nameSpace() {
        return Optional.empty();
    }

    @Override
    public int latentChannels() {
        return config.latentChannels();
    }

    @Override
    public boolean decodes() {
        return has(checkpoint, "decoder.");
    }

    @Override
    public boolean encodes() {
        return has(checkpoint, "encoder.");
    }

    @Override
    public VaeDecoder decoder(Residence.Policy policy, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        return new KlDecoder(config, open(VaeTensors.decoder(config), policy, device, dtype, progress), device,
                dtype, Bands.of(device));
    }

    @Override
    public VaeEncoder encoder(Residence.Policy policy, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        return new KlEncoder(config, open(VaeTensors.encoder(config), policy, device, dtype, progress), device,
                dtype, Bands.of(device));
    }

    private Residence open(List<SortedMap<String, List<Long>>> parts, Residence.Policy policy, Device device,
            DType dtype, Progress progress) throws CheckpointException {
        return StoredModel.of(checkpoint, layout(parts)).open(policy, device, dtype, progress);
    }

    private Layout layout(List<SortedMap<String, List<Long>>> parts) {
        if (!isOriginal(checkpoint)) {
            return Layout.same("", parts);
        }
        Layout layout = new Layout("", parts);
        parts.forEach(part -> part.forEach((name, shape) ->
                layout.tensor(name, OriginalVaeNames.of(name), OriginalVaeNames.shape(name, shape))));
        return layout;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.torch.Checkpoint;
import org.stillroom.torch.CheckpointException;
import org.stillroom.torch.DType;
import org.stillroom.torch.Device;
import org.stillroom.torch.Slice;
import org.stillroom.torch.Weights;

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
            if (file.className().equals("AutoencoderKL")) {
                return VaeConfig.of(file);
            }
        }
        return VaeShapes.config(checkpoint, isOriginal(checkpoint));
    }

    private static boolean isOriginal(Checkpoint checkpoint) {
        return checkpoint.has(ORIGINAL_ENCODER) || checkpoint.has(ORIGINAL_DECODER);
    }

    private static boolean has(Checkpoint checkpoint, String half) {
        return checkpoint.has(half + "conv_in.weight") && checkpoint.has(half + "conv_out.weight");
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
    public VaeDecoder loadDecoder(Device device, DType dtype, Runnable cancelCheck) throws CheckpointException {
        Weights weights = load(VaeTensors.decoder(config), device, dtype, cancelCheck);
        return new KlDecoder(config, weights, device, dtype);
    }

    @Override
    public VaeEncoder loadEncoder(Device device, DType dtype, Runnable cancelCheck) throws CheckpointException {
        Weights weights = load(VaeTensors.encoder(config), device, dtype, cancelCheck);
        return new KlEncoder(config, weights, device, dtype);
    }

    private Weights load(Map<String, List<Long>> shapes, Device device, DType dtype, Runnable cancelCheck)
            throws CheckpointException {
        boolean original = isOriginal(checkpoint);
        Map<String, List<Long>> stored = new HashMap<>();
        Map<String, List<Slice>> plan = new HashMap<>();
        shapes.forEach((name, shape) -> {
            String source = original ? OriginalVaeNames.of(name) : name;
            stored.put(source, original ? OriginalVaeNames.shape(name, shape) : shape);
            plan.put(name, List.of(Slice.whole(source)));
        });
        checkpoint.require(stored);
        return Weights.load(checkpoint, plan, device, dtype, cancelCheck);
    }
}

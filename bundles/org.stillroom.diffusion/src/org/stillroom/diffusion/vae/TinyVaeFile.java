// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.diffusion.weights.Header;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;

/**
 * A tiny autoencoder on disk: an encoder or a decoder file in the original key layout, or diffusers' AutoencoderTiny
 * with both. The names of the tensors say which.
 *
 * @param scalingFactor latents in diffusion space = (what the encoder gives - shiftFactor) * scalingFactor; 1 for TAEF1
 *        and TAESD3, which give diffusion space as it is
 * @param shiftFactor see scalingFactor; 0 for TAEF1 and TAESD3
 */
record TinyVaeFile(Checkpoint checkpoint, int latentChannels, double scalingFactor, double shiftFactor)
        implements VaeFile {

    private static final long USUAL_WIDTH = 64;
    private static final int TENSORS = 3;
    private static final int MOST_CHANNELS = 256;

    static boolean recognises(Checkpoint checkpoint) {
        return has(checkpoint, TinyLayout.ENCODER) || has(checkpoint, TinyLayout.DECODER);
    }

    static TinyVaeFile of(Checkpoint checkpoint, Path json) throws CheckpointException {
        boolean decodes = has(checkpoint, TinyLayout.DECODER);
        TinyLayout layout = decodes ? TinyLayout.DECODER : TinyLayout.ENCODER;
        TinyLayout.Layer layer = decodes ? layout.first() : layout.last();
        Header header = new Header(checkpoint, "");
        int channels = header.size(stored(checkpoint, layout, layer.prefix() + "weight"), 4, decodes ? 1 : 0);
        if (channels > MOST_CHANNELS) {
            throw header.problem("it looks like a tiny autoencoder, but its latents have " + channels
                    + " channels; check the file");
        }
        double scaling = 1;
        double shift = 0;
        if (Files.isRegularFile(json)) {
            ConfigFile config = ConfigFile.read(json);
            if (config.text("_class_name", "").equals("AutoencoderTiny")) {
                scaling = config.number("scaling_factor", 1);
                shift = config.number("shift_factor", 0);
            }
        }
        return new TinyVaeFile(checkpoint, channels, scaling, shift);
    }

    private static boolean has(Checkpoint checkpoint, TinyLayout layout) {
        String last = layout.last().prefix() + "weight";
        String block = layout.layers().get(1).prefix() + "conv.0.weight";
        return checkpoint.has(stored(checkpoint, layout, last)) && checkpoint.has(stored(checkpoint, layout, block));
    }

    private static String stored(Checkpoint checkpoint, TinyLayout layout, String name) {
        String diffusers = layout.diffusers(name);
        return checkpoint.has(diffusers) ? diffusers : name;
    }

    /** Not told: TAEF1 and TAESD3 have the same shapes, and give diffusion space as it is. */
    @Override
    public Optional<LatentSpace> latentSpace() {
        return Optional.empty();
    }

    /** By the names that they are published under, such as {@code taef1_decoder.safetensors}. */
    @Override
    public Optional<LatentSpace> nameSpace() {
        return VaeNames.space(checkpoint.path());
    }

    /** Whosever they are, it gives and takes latents as they are. */
    @Override
    public boolean tells() {
        return true;
    }

    @Override
    public VaeFile as(LatentSpace space) {
        return this;
    }

    @Override
    public boolean decodes() {
        return has(checkpoint, TinyLayout.DECODER);
    }

    @Override
    public boolean encodes() {
        return has(checkpoint, TinyLayout.ENCODER);
    }

    @Override
    public VaeDecoder decoder(Residence.Policy policy, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        return new TinyDecoder(this, decoderWeights().open(policy, device, dtype, progress), device, dtype);
    }

    @Override
    public VaeEncoder encoder(Residence.Policy policy, Device device, DType dtype, Progress progress)
            throws CheckpointException {
        return new TinyEncoder(this, encoderWeights().open(policy, device, dtype, progress), device, dtype);
    }

    @Override
    public StoredModel decoderWeights() throws CheckpointException {
        if (!decodes()) {
            throw new CheckpointException(checkpoint.path() + " is the encoder of a tiny autoencoder; choose its "
                    + "decoder's file here.");
        }
        return weights(TinyLayout.DECODER);
    }

    @Override
    public StoredModel encoderWeights() throws CheckpointException {
        if (!encodes()) {
            throw new CheckpointException(checkpoint.path() + " is the decoder of a tiny autoencoder; choose its "
                    + "encoder's file here.");
        }
        return weights(TinyLayout.ENCODER);
    }

    /** At the picture's size there are what a block reads, what it writes, and one in between. */
    @Override
    public long decodeBytes(int batch, int width, int height, Device device, DType dtype) {
        return TENSORS * USUAL_WIDTH * width * height * dtype.size() + Batch.pictureBytes(batch, width, height);
    }

    @Override
    public long tiledBytes(int batch, int width, int height, Device device, DType dtype) {
        long rows = (TinyDecoder.TILE + 2L * TinyDecoder.SEEN) * VaeConfig.SCALE;
        return TENSORS * USUAL_WIDTH * width * Math.min(rows, height) * dtype.size()
                + Batch.pictureBytes(batch, width, height);
    }

    @Override
    public long encodeBytes(int batch, int width, int height, Device device, DType dtype) {
        return TENSORS * USUAL_WIDTH * width * height * dtype.size() + Batch.pictureBytes(1, width, height);
    }

    @Override
    public Set<String> stored() throws CheckpointException {
        Set<String> stored = new HashSet<>();
        for (TinyLayout layout : List.of(TinyLayout.ENCODER, TinyLayout.DECODER)) {
            if (has(checkpoint, layout)) {
                stored.addAll(weights(layout).stored());
            }
        }
        return stored;
    }

    private StoredModel weights(TinyLayout layout) throws CheckpointException {
        String first = stored(checkpoint, layout, layout.first().prefix() + "weight");
        long width = checkpoint.has(first) ? width(checkpoint.info(first).shape()) : USUAL_WIDTH;
        boolean diffusers = checkpoint.has(layout.diffusers(layout.last().prefix() + "weight"));
        Layout names = Layout.named(List.of(layout.shapes(latentChannels, width)),
                name -> diffusers ? layout.diffusers(name) : name);
        return StoredModel.of(checkpoint, names);
    }

    private static long width(List<Long> shape) {
        return shape.isEmpty() ? USUAL_WIDTH : shape.get(0);
    }
}

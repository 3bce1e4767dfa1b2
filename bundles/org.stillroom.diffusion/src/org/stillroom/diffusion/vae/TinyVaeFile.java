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

    static boolean recognises(Checkpoint checkpoint) {
        return has(checkpoint, TinyLayout.ENCODER) || has(checkpoint, TinyLayout.DECODER);
    }

    static TinyVaeFile of(Checkpoint checkpoint, Path json) throws CheckpointException {
        boolean decodes = has(checkpoint, TinyLayout.DECODER);
        TinyLayout layout = decodes ? TinyLayout.DECODER : TinyLayout.ENCODER;
        TinyLayout.Layer layer = decodes ? layout.first() : layout.last();
        List<Long> shape = checkpoint.info(stored(checkpoint, layout, layer.prefix() + "weight")).shape();
        long channels = shape.size() == 4 ? shape.get(decodes ? 1 : 0) : 0;
        if (channels < 1 || channels > 256) {
            throw new CheckpointException(checkpoint.path() + " looks like a tiny autoencoder, but its tensor "
                    + layer.prefix() + "weight has the shape " + shape + "; check the file.");
        }
        double scaling = 1;
        double shift = 0;
        if (Files.isRegularFile(json)) {
            ConfigFile config = ConfigFile.read(json);
            if (config.className().equals("AutoencoderTiny")) {
                scaling = config.number("scaling_factor", 1);
                shift = config.number("shift_factor", 0);
            }
        }
        return new TinyVaeFile(checkpoint, (int) channels, scaling, shift);
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

    @Override
    public boolean decodes() {
        return has(checkpoint, TinyLayout.DECODER);
    }

    @Override
    public boolean encodes() {
        return has(checkpoint, TinyLayout.ENCODER);
    }

    @Override
    public VaeDecoder loadDecoder(Device device, DType dtype, Runnable cancelCheck) throws CheckpointException {
        if (!decodes()) {
            throw new CheckpointException(checkpoint.path() + " is the encoder of a tiny autoencoder; choose its"
                    + " decoder's file here.");
        }
        return new TinyDecoder(this, load(TinyLayout.DECODER, device, dtype, cancelCheck), device, dtype);
    }

    @Override
    public VaeEncoder loadEncoder(Device device, DType dtype, Runnable cancelCheck) throws CheckpointException {
        if (!encodes()) {
            throw new CheckpointException(checkpoint.path() + " is the decoder of a tiny autoencoder; choose its"
                    + " encoder's file here.");
        }
        return new TinyEncoder(this, load(TinyLayout.ENCODER, device, dtype, cancelCheck), device, dtype);
    }

    private Weights load(TinyLayout layout, Device device, DType dtype, Runnable cancelCheck)
            throws CheckpointException {
        String first = stored(checkpoint, layout, layout.first().prefix() + "weight");
        long width = checkpoint.has(first) ? width(checkpoint.info(first).shape()) : USUAL_WIDTH;
        Map<String, List<Long>> shapes = new HashMap<>();
        Map<String, List<Slice>> plan = new HashMap<>();
        boolean diffusers = checkpoint.has(layout.diffusers(layout.last().prefix() + "weight"));
        layout.shapes(latentChannels, width).forEach((name, shape) -> {
            String source = diffusers ? layout.diffusers(name) : name;
            shapes.put(source, shape);
            plan.put(name, List.of(Slice.whole(source)));
        });
        checkpoint.require(shapes);
        return Weights.load(checkpoint, plan, device, dtype, cancelCheck);
    }

    private static long width(List<Long> shape) {
        return shape.isEmpty() ? USUAL_WIDTH : shape.get(0);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stillroom.diffusion.weights.Layout;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Program;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/**
 * The features of the Fréchet inception distance: the last pooling, 2048 wide, of TensorFlow's InceptionV3 of
 * 2015-12-05, as pytorch-fid computes it. The weights are pytorch-fid's {@code pt_inception-2015-12-05}, which the user
 * converts to safetensors, either as they are or as pytorch-fid's network names them ({@code blocks.0.0…}).
 */
public final class InceptionFeatures implements FeatureNetwork {

    private static final int WIDTH = 2048;
    private static final int AT_ONCE = 16;
    /** Bytes of activations of a picture. */
    private static final long WORK = 30_000_000;
    private static final String STEM = "Conv2d_1a_3x3";
    /** Where pytorch-fid's network has the layers. */
    private static final List<List<String>> BLOCKS = List.of(
            List.of(STEM, "Conv2d_2a_3x3", "Conv2d_2b_3x3"),
            List.of("Conv2d_3b_1x1", "Conv2d_4a_3x3"),
            List.of("Mixed_5b", "Mixed_5c", "Mixed_5d", "Mixed_6a", "Mixed_6b", "Mixed_6c", "Mixed_6d", "Mixed_6e"),
            List.of("Mixed_7a", "Mixed_7b", "Mixed_7c"));

    private final Weights weights;
    private final Device device;

    private InceptionFeatures(Weights weights, Device device) {
        this.weights = weights;
        this.device = device;
    }

    /**
     * @param file a .safetensors file, or a folder with one
     * @throws CheckpointException if it is missing, damaged, or not that of this network
     */
    public static InceptionFeatures load(Path file, Device device, Progress progress) throws CheckpointException {
        StoredModel stored = stored(file);
        return new InceptionFeatures(stored.load(stored.names(), device, DType.F32, progress), device);
    }

    /** What {@link #load} loads; reads headers alone. */
    public static StoredModel stored(Path file) throws CheckpointException {
        Checkpoint checkpoint = Checkpoint.open(file);
        Map<String, String> layers = layers(checkpoint);
        return StoredModel.of(checkpoint, Layout.named(List.of(InceptionLayers.shapes()), name -> {
            String layer = name.substring(0, name.indexOf('.'));
            return layers.get(layer) + name.substring(layer.length());
        }));
    }

    /** Memory that {@link #features} takes beside the weights, in bytes. */
    public static long workBytes(long pictures) {
        return Math.min(pictures, AT_ONCE) * WORK;
    }

    /** Whether a checkpoint's names are those of the network. */
    public static boolean recognises(Checkpoint checkpoint) {
        return isNumbered(checkpoint) || checkpoint.has(STEM + ".conv.weight");
    }

    private static boolean isNumbered(Checkpoint checkpoint) {
        return checkpoint.has("blocks.0.0.conv.weight");
    }

    /** The stored name of each layer of the network. */
    private static Map<String, String> layers(Checkpoint checkpoint) throws CheckpointException {
        boolean numbered = isNumbered(checkpoint);
        if (!recognises(checkpoint)) {
            throw new CheckpointException(checkpoint.path() + " is not the network of the Fréchet inception distance: "
                    + "it has no tensor " + STEM + ".conv.weight; choose pytorch-fid's pt_inception-2015-12-05, "
                    + "converted to safetensors.");
        }
        Map<String, String> names = new HashMap<>();
        for (int block = 0; block < BLOCKS.size(); block++) {
            for (int i = 0; i < BLOCKS.get(block).size(); i++) {
                String layer = BLOCKS.get(block).get(i);
                names.put(layer, numbered ? "blocks." + block + "." + i : layer);
            }
        }
        return names;
    }

    @Override
    public String name() {
        return "InceptionV3 (pool 3, 2015-12-05)";
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public Tensor features(Tensor pictures) {
        Pictures.require(pictures);
        Program program = Program.load(InceptionFeatures.class, "inception.py");
        List<Tensor> parts = new ArrayList<>();
        try {
            for (long first = 0; first < pictures.size(0); first += AT_ONCE) {
                try (Tensor some = pictures.slice(0, first, Math.min(first + AT_ONCE, pictures.size(0)));
                        Tensor there = some.to(device, DType.F32);
                        Tensor features = program.call("features", there, weights)) {
                    parts.add(features.to(Device.CPU, DType.F32));
                }
            }
            return Tensor.cat(0, parts);
        } finally {
            parts.forEach(Tensor::close);
        }
    }

    @Override
    public long bytes() {
        return weights.bytes();
    }

    @Override
    public void close() {
        weights.close();
    }
}

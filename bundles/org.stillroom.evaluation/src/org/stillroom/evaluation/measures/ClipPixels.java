// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.stillroom.diffusion.image.Resampling;
import org.stillroom.diffusion.image.RgbResize;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.runtime.Tensor;

/**
 * Makes a picture of any size what CLIP sees, as transformers' {@code CLIPImageProcessor} does with Pillow: resizes the
 * shorter side, cuts out the middle, and normalises each channel.
 *
 * @param shortSide pixels of the shorter side after resizing
 * @param crop pixels of the square's side
 * @param mean of red, green and blue, in [0, 1]
 * @param deviation of red, green and blue
 */
record ClipPixels(int shortSide, int crop, double[] mean, double[] deviation) {

    private static final double[] USUAL_MEAN = {0.48145466, 0.4578275, 0.40821073};
    private static final double[] USUAL_DEVIATION = {0.26862954, 0.26130258, 0.27577711};
    private static final int USUAL_SIZE = 224;
    private static final int BICUBIC = 3;
    private static final int MOST_PIXELS = 8192;
    private static final int MOST_RATIO = 64;

    /**
     * @param folder with preprocessor_config.json
     * @param size that the vision transformer takes
     * @throws CheckpointException if the file is missing, damaged, or asks for something else than CLIP's processing
     */
    static ClipPixels read(Path folder, int size) throws CheckpointException {
        ConfigFile config = ConfigFile.read(folder.resolve("preprocessor_config.json"));
        for (String step : List.of("do_resize", "do_center_crop", "do_rescale", "do_normalize")) {
            if (!config.flag(step, true)) {
                throw config.unsupported(step, "only true");
            }
        }
        if (config.integer("resample", BICUBIC, 0, Integer.MAX_VALUE) != BICUBIC) {
            throw config.unsupported("resample", "only 3, bicubic,");
        }
        if (Math.abs(config.number("rescale_factor", 1 / 255.0) * 255 - 1) > 1e-6) {
            throw config.unsupported("rescale_factor", "only 1/255");
        }
        int shortSide = side(config, "size", "shortest_edge");
        int crop = side(config, "crop_size", "height");
        if (crop != side(config, "crop_size", "width") || crop != size) {
            throw config.wrong("crop_size", "the square of " + size + " pixels that config.json gives as image_size");
        }
        if (shortSide < crop) {
            throw config.wrong("size", "a shortest_edge of at least crop_size, " + crop);
        }
        return new ClipPixels(shortSide, crop, channels(config, "image_mean", USUAL_MEAN, -1),
                channels(config, "image_std", USUAL_DEVIATION, 0));
    }

    /** Older files give a number, newer ones an object. */
    private static int side(ConfigFile config, String key, String part) throws CheckpointException {
        return config.json().path(key).isObject()
                ? config.within(key).required(part, MOST_PIXELS)
                : config.integer(key, USUAL_SIZE, MOST_PIXELS);
    }

    private static double[] channels(ConfigFile config, String key, double[] absent, double above)
            throws CheckpointException {
        if (!config.has(key)) {
            return absent;
        }
        JsonNode values = config.json().get(key);
        double[] read = new double[3];
        for (int i = 0; i < read.length; i++) {
            JsonNode value = values.path(i);
            if (!values.isArray() || values.size() != read.length || !value.isNumber()
                    || !(value.doubleValue() > above) || !Double.isFinite(value.doubleValue())) {
                throw config.wrong(key, "a list of three numbers above " + above);
            }
            read[i] = value.doubleValue();
        }
        return read;
    }

    /**
     * @return [1, 3, crop, crop]
     * @throws IllegalArgumentException if the picture is a strip that would be enlarged beyond measure
     */
    Tensor tensor(RgbImage picture) {
        int edge = Math.min(picture.width(), picture.height());
        if (Math.max(picture.width(), picture.height()) / edge >= MOST_RATIO) {
            throw new IllegalArgumentException("A picture of " + picture.width() + " x " + picture.height()
                    + " pixels is too narrow to be judged; give one whose longer side is less than " + MOST_RATIO
                    + " times the shorter one.");
        }
        RgbImage resized = RgbResize.resize(picture, scaled(picture.width(), edge),
                scaled(picture.height(), edge), Resampling.BICUBIC);
        int top = (resized.height() - crop) / 2;
        int left = (resized.width() - crop) / 2;
        float[] planes = new float[3 * crop * crop];
        for (int i = 0; i < planes.length; i++) {
            int channel = i / (crop * crop);
            int row = top + i / crop % crop;
            int column = left + i % crop;
            double level = (resized.rgb()[3 * (row * resized.width() + column) + channel] & 0xff) / 255.0;
            planes[i] = (float) ((level - mean[channel]) / deviation[channel]);
        }
        return Tensor.of(planes, 1, 3, crop, crop);
    }

    private int scaled(int side, int edge) {
        return side == edge ? shortSide : (int) ((double) shortSide * side / edge);
    }
}

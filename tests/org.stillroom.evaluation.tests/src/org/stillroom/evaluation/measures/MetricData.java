// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.measures;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/** The reference values of the metrics; fixtures/make_metrics.py makes them. */
final class MetricData {

    private static final Path FOLDER = Path.of("resources/metrics");

    private MetricData() {
    }

    static Path path(String name) {
        return FOLDER.resolve(name);
    }

    static Map<String, Tensor> tensors(String name) throws CheckpointException {
        return WeightLoader.readAll(path(name));
    }

    static JsonNode golden() throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(path("golden.json")));
    }

    /** @param levels [height, width, 3] in 0 to 255 */
    static RgbImage picture(Tensor levels) {
        float[] values = levels.floats();
        byte[] rgb = new byte[values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (int) values[i];
        }
        return new RgbImage((int) levels.size(1), (int) levels.size(0), rgb);
    }

    /** A picture of one colour. */
    static RgbImage plain(int width, int height, int level) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) level);
        return new RgbImage(width, height, rgb);
    }

    /** Fails if the norm of the difference, divided by that of the reference, is above the limit. */
    static void assertClose(String what, float[] result, float[] reference, double limit) {
        assertTrue(result.length == reference.length, what + ": " + result.length + " instead of " + reference.length
                + " numbers");
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < result.length; i++) {
            difference += Math.pow(result[i] - (double) reference[i], 2);
            norm += Math.pow(reference[i], 2);
        }
        double error = Math.sqrt(difference / norm);
        assertTrue(error <= limit, what + ": relative error " + error + " is above " + limit);
    }
}

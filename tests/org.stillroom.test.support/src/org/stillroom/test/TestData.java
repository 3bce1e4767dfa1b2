// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Assumptions;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/** Where reference data is, and how results are compared with it. */
public final class TestData {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestData() {}

    /** A file or folder of this module's own test resources. */
    public static Path own(String name) {
        return Path.of("resources").resolve(name);
    }

    /** A file or folder of the shared reference data; the test is skipped where there is none. */
    public static Path shared(String name) {
        Path folder = Path.of(System.getProperty("stillroom.shared", "../../../shared/data"));
        Assumptions.assumeTrue(Files.isDirectory(folder), "no shared reference data at " + folder);
        return folder.resolve(name);
    }

    /** All tensors of a golden file, by name. */
    public static SortedMap<String, Tensor> tensors(Path file) throws Exception {
        return WeightLoader.readAll(file);
    }

    public static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }

    /** The Euclidean norm of the difference, divided by that of the reference. */
    public static double relativeError(Tensor result, Tensor reference) {
        assertArrayEquals(reference.shape(), result.shape(), "shape");
        return relativeError(result.floats(), reference.floats());
    }

    public static double relativeError(float[] result, float[] reference) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < reference.length; i++) {
            difference += ((double) result[i] - reference[i]) * ((double) result[i] - reference[i]);
            norm += (double) reference[i] * reference[i];
        }
        return Math.sqrt(difference) / Math.max(Math.sqrt(norm), Double.MIN_NORMAL);
    }

    /** Fails if the relative error is above the limit, or not a number. */
    public static void assertClose(String what, Tensor result, Tensor reference, double limit) {
        double error = relativeError(result, reference);
        assertTrue(error <= limit, what + ": relative error " + error + " is above " + limit);
    }
}

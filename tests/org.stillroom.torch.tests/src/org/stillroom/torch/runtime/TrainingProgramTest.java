// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.torch.formats.DType;

/** Programs that use others, and methods that take gradients and change weights. */
class TrainingProgramTest {

    private static final Program.Library DOUBLE = library("double");
    private static final Program.Library TRIPLE = library("triple");

    private final Program program = Program.load(TrainingProgramTest.class, "descent.py", DOUBLE, TRIPLE);
    private Tensor x;
    private Tensor y;

    private static Program.Library library(String name) {
        return new Program.Library(name, TrainingProgramTest.class, name + ".py");
    }

    @BeforeEach
    void makeTensors() {
        x = Tensor.of(new float[] {1, 2, 3}, 3);
        y = Tensor.of(new float[] {0, 1, 9}, 3);
    }

    @AfterEach
    void closeTensors() {
        x.close();
        y.close();
    }

    private static Weights own(Tensor tensor) {
        return Weights.trainable(Map.of("w", tensor), Device.CPU, DType.F32);
    }

    private static float[] floats(Weights weights) {
        try (Tensor w = weights.get("w")) {
            return w.floats();
        }
    }

    private static float[] taken(Tensor tensor) {
        try (tensor) {
            return tensor.floats();
        }
    }

    @Test
    void functionsOfTheSameNameDoNotClash() {
        List<Tensor> scaled = program.callList("both", x);
        assertArrayEquals(new float[] {2, 4, 6}, taken(scaled.get(0)));
        assertArrayEquals(new float[] {3, 6, 9}, taken(scaled.get(1)));
        assertArrayEquals(new float[] {1, 2, 3}, taken(scaled.get(2)));
    }

    @Test
    void noLibraryTakesTheNameOfThatOfAllPrograms() {
        String message = assertThrows(IllegalArgumentException.class, () -> library("machine")).getMessage();
        assertTrue(message.contains("machine.py") && message.contains("choose another name"), message);
    }

    @Test
    void methodsOfLibrariesAreFunctions() {
        assertArrayEquals(new float[] {4 + 9, 8 + 18, 12 + 27}, taken(program.call("methods", x)));
        assertArrayEquals(new float[] {7}, taken(program.call("without")));
    }

    @Test
    void otherLibrariesMakeAnotherProgram() {
        assertSame(program, Program.load(TrainingProgramTest.class, "descent.py", DOUBLE, TRIPLE));
        Program turned = Program.load(TrainingProgramTest.class, "descent.py",
                new Program.Library("double", TrainingProgramTest.class, "triple.py"), TRIPLE);
        assertNotSame(program, turned);
        assertArrayEquals(new float[] {18, 36, 54}, taken(turned.call("methods", x)));
    }

    @Test
    void aMissingLibraryIsNamed() {
        String missing = assertThrows(TorchException.class,
                () -> Program.load(TrainingProgramTest.class, "descent.py", DOUBLE, library("fourfold"))).getMessage();
        assertTrue(missing.contains("fourfold.py"), missing);
        String undefined = assertThrows(TorchException.class,
                () -> Program.load(TrainingProgramTest.class, "descent.py", DOUBLE)).getMessage();
        assertTrue(undefined.contains("descent.py") && undefined.contains("triple"), undefined);
    }

    @Test
    void aMethodTakesGradientsAndChangesItsWeights() {
        try (Weights w = own(x)) {
            float[] before = floats(w);
            List<Tensor> result = program.train("descend", x, y, w, 0.5);
            // (w x - y)^2 / 3 by w: 2 x (w x - y) / 3
            assertEquals((1 + 9 + 0) / 3f, taken(result.get(0))[0], 1e-6);
            assertArrayEquals(new float[] {2 / 3f, 4, 0}, taken(result.get(1)), 1e-6f);
            assertArrayEquals(new float[] {before[0] - 1 / 3f, 0, 3}, floats(w), 1e-6f);
            assertArrayEquals(new float[] {1, 2, 3}, x.floats(), "the tensor that was copied stays");
        }
    }

    @Test
    void manyStepsFindTheLeastError() {
        try (Weights w = own(x)) {
            for (int i = 0; i < 300; i++) {
                program.train("descend", x, y, w, 0.1).forEach(Tensor::close);
            }
            assertArrayEquals(new float[] {0, 0.5f, 3}, floats(w), 1e-5f);
        }
    }

    /** What a call of inference made has no place in a gradient's history; the error says how to make weights. */
    @Test
    void weightsThatWereNotMadeForTrainingAreExplained() {
        try (Weights w = Weights.of(Map.of("w", x))) {
            String message = assertThrows(TorchException.class, () -> program.train("descend", x, y, w, 0.5))
                    .getMessage();
            assertTrue(message.startsWith("descent.py: descend failed: "), message);
            assertTrue(message.contains("nference tensor") && message.contains("Weights.trainable"), message);
            assertArrayEquals(new float[] {1, 2, 3}, floats(w));
        }
    }

    @Test
    void trainableWeightsAreCopiesInTheOrderOfTheirNames() {
        try (Weights given = Weights.of(new LinkedHashMap<>(Map.of("b", x, "a", y)));
                Weights copies = given.trainable(Device.CPU, DType.F64)) {
            assertEquals(List.of("a", "b"), copies.names());
            Map<String, Tensor> shared = copies.shared();
            assertEquals(List.of("a", "b"), List.copyOf(shared.keySet()));
            assertEquals(DType.F64, shared.get("a").dtype());
            assertArrayEquals(new float[] {0, 1, 9}, shared.get("a").floats());
            assertArrayEquals(new float[] {1, 2, 3}, shared.get("b").floats());
            shared.values().forEach(Tensor::close);
        }
    }

    @Test
    void failuresAreExplained() {
        try (Weights w = own(x)) {
            String shapes = assertThrows(TorchException.class, () -> program.train("wrong", x)).getMessage();
            assertTrue(shapes.startsWith("descent.py: wrong failed: ") && shapes.contains("size"), shapes);
            for (String method : List.of("number", "one")) {
                String kind = assertThrows(TorchException.class, () -> program.train(method, x)).getMessage();
                assertTrue(kind.contains(method + " does not return a list or tuple of tensors"), kind);
            }
            assertThrows(TorchException.class, () -> program.train("no_such_method", x));
            assertThrows(TorchException.class, () -> program.train("descend", x, y, w));
            String off = assertThrows(TorchException.class, () -> program.callList("descend", x, y, w, 0.5))
                    .getMessage();
            assertTrue(off.startsWith("descent.py: descend failed: "), off);
            program.train("descend", x, y, w, 0.5).forEach(Tensor::close);
        }
    }

    @Test
    void inferenceStaysWithoutGradientsBesideATraining() throws Exception {
        try (Weights w = own(x); ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> training = thread.submit(() -> {
                for (int i = 0; i < 200; i++) {
                    program.train("descend", x, y, w, 0.1).forEach(Tensor::close);
                }
            });
            for (int i = 0; i < 200; i++) {
                assertArrayEquals(new float[] {13, 26, 39}, taken(program.call("methods", x)));
            }
            training.get();
        }
        // on this thread autograd is off again after a training: a graph would keep its inputs
        own(x).close();
        assertThrows(TorchException.class, () -> {
            try (Weights w = own(x)) {
                program.callList("descend", x, y, w, 0.5);
            }
        });
    }

    @Test
    void aThousandStepsLeakNothing() throws Exception {
        try (Weights w = own(x)) {
            Tensor large = Tensor.zeros(DType.F32, Device.CPU, 250_000);
            try (large; Weights heavy = own(large)) {
                long counted = Torch.allocatedBytes();
                long resident = residentKilobytes(heavy, large, 50);
                long after = residentKilobytes(heavy, large, 1000);
                assertEquals(counted, Torch.allocatedBytes());
                // each step makes some megabytes; a thousandth of them kept would show
                assertTrue(after - resident < 100_000, "memory grew from " + resident + " to " + after + " KB");
            }
        }
    }

    private long residentKilobytes(Weights w, Tensor large, int steps) throws Exception {
        for (int i = 0; i < steps; i++) {
            program.train("descend", large, large, w, 0.1).forEach(Tensor::close);
        }
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst().orElse(0);
    }
}

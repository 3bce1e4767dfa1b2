// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.torch.Fixtures;
import org.stillroom.torch.formats.DType;

class ProgramTest {

    private final Program program = Program.load(Fixtures.class, "probe.py");
    private Tensor x;

    @BeforeEach
    void makeTensor() {
        x = Tensor.of(new float[] {1, 2, 3}, 3);
    }

    @AfterEach
    void closeTensor() {
        x.close();
    }

    private float[] floats(String method, Object... arguments) {
        try (Tensor result = program.call(method, arguments)) {
            return result.floats();
        }
    }

    @Test
    void isCompiledOnce() {
        assertSame(program, Program.load(Fixtures.class, "probe.py"));
    }

    @Test
    void takesEveryKindOfArgument() {
        assertArrayEquals(new float[] {2, 4, 6}, floats("scale", x, 2.0));
        assertArrayEquals(new float[] {.5f, 1, 1.5f}, floats("scale", x, .5f));
        assertArrayEquals(new float[] {-1, -4, -9}, floats("power", x, 2, true));
        assertArrayEquals(new float[] {1, 8, 27}, floats("power", x, 3L, false));
        assertArrayEquals(new float[] {1, 1}, floats("ones", new long[] {2, 1}));
        assertArrayEquals(new float[] {1, 1, 1}, floats("ones", List.of(3)));
        assertArrayEquals(new float[] {3, 6, 9}, floats("weighted", List.of(x, x), new double[] {1, 2}));
        assertArrayEquals(new float[] {3, 6, 9}, floats("weighted", List.of(x, x), List.of(1.0, 2f)));
        assertArrayEquals(new float[] {2}, floats("count", List.of(x, x)));
        assertArrayEquals(new float[] {0}, floats("count", List.of()));
        try (Weights weights = Weights.of(Map.of("a.b", x))) {
            assertArrayEquals(new float[] {1, 2, 3}, floats("pick", weights, "a.b"));
        }
        assertThrows(IllegalArgumentException.class, () -> program.call("scale", x, null));
        assertThrows(IllegalArgumentException.class, () -> program.call("scale", x, new Object()));
        assertThrows(IllegalArgumentException.class, () -> program.call("count", List.of(x, 1)));
    }

    @Test
    void returnsListsAndTuples() {
        List<Tensor> halves = program.callList("halves", x);
        List<Tensor> pair = program.callList("pair", x);
        assertArrayEquals(new float[] {3}, halves.get(1).floats());
        assertArrayEquals(new float[] {3, 4, 5}, pair.get(1).floats());
        halves.forEach(Tensor::close);
        pair.forEach(Tensor::close);
    }

    @Test
    void aResultThatIsNotATensorIsAnError() {
        assertThrows(TorchException.class, () -> program.call("number", x));
        assertThrows(TorchException.class, () -> program.call("pair", x));
        assertThrows(TorchException.class, () -> program.callList("scale", x, 1.0));
        assertThrows(TorchException.class, () -> program.call("complex", x));
    }

    @Test
    void failuresGiveTheReasonAndTheLine() {
        try (Weights weights = Weights.of(Map.of("a", x))) {
            String missing = assertThrows(TorchException.class, () -> program.call("pick", weights, "b")).getMessage();
            assertTrue(missing.startsWith("probe.py: pick failed: "), missing);
        }
        assertThrows(TorchException.class, () -> program.call("no_such_method", x));
        assertThrows(TorchException.class, () -> program.call("scale", x));
        assertThrows(TorchException.class, () -> program.call("scale", "text", 1.0));
        assertThrows(TorchException.class, () -> Program.load(ProgramTest.class, "no_such_program.py"));
        assertThrows(TorchException.class, () -> Program.load(ProgramTest.class, "make_golden.py"));
        assertArrayEquals(new float[] {2, 4, 6}, floats("scale", x, 2.0), "works on after failures");
    }

    @Test
    void closedArgumentsThrow() {
        Weights weights = Weights.of(Map.of("a", x));
        weights.close();
        weights.close();
        assertThrows(IllegalStateException.class, () -> program.call("pick", weights, "a"));
        assertThrows(IllegalStateException.class, () -> weights.get("a"));
        assertArrayEquals(new float[] {1, 2, 3}, x.floats(), "the tensor of the caller lives on");
    }

    @Test
    void weightsOutliveTheTensorsTheyWereMadeOf() {
        Tensor y = Tensor.of(new float[] {5}, 1);
        try (Weights weights = Weights.of(Map.of("y", y))) {
            y.close();
            assertArrayEquals(new float[] {5}, floats("pick", weights, "y"));
            try (Tensor again = weights.get("y")) {
                assertArrayEquals(new float[] {5}, again.floats());
            }
            assertThrows(IllegalArgumentException.class, () -> weights.get("z"));
        }
    }

    /** A result may be a view of a weight: it stays valid when the weights are closed. */
    @Test
    void aViewOfAWeightOutlivesTheWeights() {
        Tensor view;
        try (Weights weights = Weights.of(Map.of("x", x))) {
            view = program.call("pick", weights, "x");
        }
        assertArrayEquals(new float[] {1, 2, 3}, view.floats());
        view.close();
    }

    /** The dictionary is made once and used by many calls from many threads, while tensors come and go. */
    @Test
    void manyThreadsCallAtOnceAndNothingLeaks() throws Exception {
        long before = Torch.allocatedBytes();
        try (T5Like model = new T5Like(2, 32, 2); ExecutorService threads = Executors.newFixedThreadPool(4)) {
            float[] expected;
            try (Tensor result = model.encode(3, 8)) {
                expected = result.floats();
            }
            List<Callable<float[]>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(() -> {
                    try (Tensor result = model.encode(3, 8)) {
                        return result.floats();
                    }
                });
            }
            for (Future<float[]> result : threads.invokeAll(calls)) {
                assertArrayEquals(expected, result.get());
            }
        }
        assertEquals(before, Torch.allocatedBytes());
    }

    @Test
    void closingWhileOthersComputeIsSafe() throws Exception {
        for (int round = 0; round < 30; round++) {
            Tensor shared = Tensor.zeros(DType.F32, Device.CPU, 200, 200);
            Thread reader = new Thread(() -> {
                try {
                    while (true) {
                        program.call("scale", shared, 1.0).close();
                    }
                } catch (IllegalStateException e) {
                    // the end of the test: the tensor is closed
                }
            });
            reader.start();
            Thread.sleep(2);
            shared.close();
            reader.join(10_000);
            assertTrue(!reader.isAlive());
        }
    }
}

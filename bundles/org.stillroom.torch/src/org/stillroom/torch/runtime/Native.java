// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The few calls into DJL's PyTorch engine. DJL is never asked for an element type here: its JNI ends the process for
 * bfloat16 and everything else it does not know, so tensors travel as untyped {@link IValue}s.
 *
 * <p>At the end of the process libtorch's static objects are destroyed while daemon threads may still compute. So the
 * gate is closed first: new calls are refused as cancelled, and running ones are given half a second, which a layer
 * takes at most as a rule; more would be felt when the user presses Ctrl-C.
 */
final class Native {

    /** Time spent in programs, and in giving memory back, which takes longer than to start a program. */
    static final BusyTime BUSY = new BusyTime();

    private static final long END_WAIT_MILLIS = 500;
    private static final AtomicInteger RUNNING = new AtomicInteger();
    /** The optimiser is a switch of each thread. */
    private static final ThreadLocal<Boolean> PREPARED = new ThreadLocal<>();
    private static volatile boolean ending;
    private static IdleRelease idle;
    private static PtNDManager loader;
    private static PtNDManager system;

    private Native() {
    }

    /** Called once, when the engine has been loaded. */
    static void started() {
        loader = (PtNDManager) NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
        // The system manager keeps no list of arrays, so there is nothing to leak and no lock to wait for.
        system = (PtNDManager) loader.getParentManager();
        ReturnedMemory.keep();
        idle = new IdleRelease(() -> RUNNING.get() > 0);
        Runtime.getRuntime().addShutdownHook(new Thread(Native::end, "libtorch end"));
    }

    private static void end() {
        ending = true;
        long until = System.nanoTime() + END_WAIT_MILLIS * 1_000_000;
        try {
            while (RUNNING.get() > 0 && System.nanoTime() < until) {
                Thread.sleep(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void enter() {
        RUNNING.incrementAndGet();
        if (ending) {
            RUNNING.decrementAndGet();
            throw new CancellationException("The program is ending.");
        }
    }

    private static void leave() {
        RUNNING.decrementAndGet();
        idle.left();
    }

    static PtSymbolBlock load(byte[] archive) {
        enter();
        try {
            return JniUtils.loadModule(loader, new ByteArrayInputStream(archive), true, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            leave();
        }
    }

    static IValue run(PtSymbolBlock module, String method, IValue... arguments) {
        return run(() -> IValueUtils.runMethod(module, method, arguments));
    }

    /** As {@link #run}, with autograd. */
    static IValue train(PtSymbolBlock module, String method, IValue... arguments) {
        return run(() -> Autograd.runMethod(module, method, arguments));
    }

    private static IValue run(Supplier<IValue> call) {
        enter();
        try {
            if (PREPARED.get() == null) {
                // Measured with T5 blocks: the profiling optimiser gains nothing within the noise, and makes the first
                // calls with every new shape slower; without it the first call is as fast as the tenth.
                JniUtils.setGraphExecutorOptimize(false);
                PREPARED.set(Boolean.TRUE);
            }
            BUSY.enter();
            try {
                return call.get();
            } finally {
                BUSY.leave();
            }
        } finally {
            leave();
        }
    }

    static void free(IValue value) {
        RUNNING.incrementAndGet();
        try {
            // At the end the system frees everything; libtorch may be half gone already.
            if (!ending) {
                BUSY.enter();
                try {
                    value.close();
                } finally {
                    BUSY.leave();
                }
            }
        } finally {
            leave();
        }
    }

    /** A tensor over the bytes of a direct buffer, which must stay reachable as long as the tensor is used. */
    static IValue over(ByteBuffer direct, DataType type, long[] shape) {
        try (PtNDArray array = JniUtils.createNdFromByteBuffer(
                system, direct, new Shape(shape), type, SparseFormat.DENSE, ai.djl.Device.cpu())) {
            return IValue.from(array);
        }
    }

    /** Another reference to the same tensor. */
    static IValue share(IValue tensor) {
        try (IValue list = IValue.listFrom(tensor)) {
            return list.toIValueArray()[0];
        }
    }

    /** What to do with the bytes of a tensor. */
    @FunctionalInterface
    interface Access<E extends Exception> {
        void with(ByteBuffer bytes) throws E;
    }

    /** Lends the memory of a contiguous tensor on the CPU, of 1 to 2 GiB - 1 bytes, in the order of the machine. */
    static <E extends Exception> void access(IValue tensor, Access<E> access) throws E {
        try (PtNDArray array = tensor.toTensor(system)) {
            access.with(JniUtils.getByteBuffer(array, true));
        }
    }
}

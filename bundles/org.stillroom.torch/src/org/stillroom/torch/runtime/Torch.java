// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stillroom.torch.formats.DType;

/**
 * libtorch, started once in a process and kept until it ends. The libraries that come with this program compute on the
 * CPU; a libtorch of the user's choice, for CUDA, is named by {@link LibTorch#PROPERTY} or {@link LibTorch#VARIABLE},
 * or was fetched by {@code cuda/fetch.sh}.
 */
public final class Torch {

    /** The JNI layer is bound to this version and crashes with any other. */
    static final String VERSION = "2.7.1";

    /** Held strongly, or the level would be forgotten with the logger. */
    private static final Logger DJL_LOG = Logger.getLogger("ai.djl");
    /** Devices that were found to work; one that failed is tried again, as another program may have filled it. */
    private static final Set<Device> WORKING = ConcurrentHashMap.newKeySet();
    private static volatile boolean started;
    private static TorchException failure;

    private Torch() {
    }

    /**
     * Loads libtorch; everything that needs it calls this, and further calls do nothing. It takes a second or two, and
     * some seconds more when the libraries are unpacked into the user's cache for the first time.
     *
     * @throws TorchException if the libraries are missing, of another version or cannot be loaded
     */
    public static void start() {
        if (!started) {
            startOnce();
        }
    }

    private static synchronized void startOnce() {
        if (failure != null) {
            throw new TorchException(failure.getMessage(), failure);
        }
        if (started) {
            return;
        }
        try {
            prepare();
            LibTorch.choose();
            withClassLoader(() -> {
                Engine.getEngine("PyTorch");
                LibTorch.started();
                Native.started();
            });
            started = true;
        } catch (TorchException e) {
            failure = e;
            throw e;
        } catch (Exception | LinkageError | AssertionError e) {
            failure = new TorchException(LibTorch.explain(e), e);
            throw failure;
        }
    }

    /**
     * Names the folder of a libtorch to load in place of the one that comes with this program, unless the system
     * property {@code stillroom.libtorch} names one. Has no effect once libtorch was started.
     */
    public static void choose(String folder) {
        String set = System.getProperty(LibTorch.PROPERTY);
        if (set == null || set.isBlank()) {
            System.setProperty(LibTorch.PROPERTY, folder);
        }
    }

    /**
     * Why a libtorch cannot be used, in a sentence: its library is not there or its version is another; empty if it
     * can. Reads a small file and loads nothing.
     *
     * @param name of the setting, to begin the sentence with
     * @param folder what was set
     */
    public static Optional<String> problem(String name, String folder) {
        try {
            LibTorch.check(new LibTorch.Setting(name, folder));
            return Optional.empty();
        } catch (TorchException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** DJL neither downloads nor reports anything, and logs only what went wrong. */
    static void prepare() {
        DJL_LOG.setLevel(Level.WARNING);
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    /** DJL finds engines and native libraries by the context class loader, which in OSGi is somebody else's. */
    static void withClassLoader(Runnable action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Engine.class.getClassLoader());
        try {
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * How many threads of the CPU one operation may take; libtorch asks OMP_NUM_THREADS otherwise. The last digits of a
     * result may depend on it. Has no effect once libtorch was started.
     */
    public static void chooseThreads(int threads) {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    }

    /** How many threads of the CPU one operation takes at most. */
    public static int threads() {
        start();
        return JniUtils.getNumThreads();
    }

    /** Version of the libtorch in use, such as {@code 2.7.1}. */
    public static String version() {
        start();
        return VERSION;
    }

    /** Whether the first CUDA device can be used. */
    public static boolean hasCuda() {
        return problem(new Device(Device.Kind.CUDA, 0)).isEmpty();
    }

    /**
     * Does nothing if a device can be used.
     *
     * @throws TorchException if it cannot, with what to install and set
     */
    public static void check(Device device) {
        String problem = problem(device);
        if (!problem.isEmpty()) {
            throw new TorchException(problem);
        }
    }

    private static String problem(Device device) {
        start();
        if (device.kind() == Device.Kind.CPU || WORKING.contains(device)) {
            return "";
        }
        String problem = probe(device);
        if (problem.isEmpty()) {
            WORKING.add(device);
        }
        return problem;
    }

    /** Computes a little there: the only way that tells the truth about driver, library, card and device number. */
    private static String probe(Device device) {
        if (!JniUtils.getFeatures().contains("CUDA")) {
            return withoutCuda(device, LibTorch.hasCuda());
        }
        try (Arguments arguments = new Arguments(new Object[] {new long[] {1}, DType.F32.number(), device.toString()});
                IValue probe = Tensors.program().callNative("empty", arguments.values());
                IValue computed = Tensors.program().callNative("finite", probe)) {
            // what was in that memory is of no interest, only that it could be looked at
            computed.toBoolean();
            return "";
        } catch (TorchException e) {
            return failed(device, e.getMessage());
        }
    }

    /** @param message of libtorch */
    static String failed(Device device, String message) {
        String found = "The device " + device + " cannot be used: " + firstLine(message);
        return found + (message.contains("no kernel image")
                ? " This libtorch has no code for the card. Cards newer than its CUDA, such as RTX 50, need libtorch "
                        + VERSION + " for CUDA 12.8 from PyTorch's site: set " + LibTorch.VARIABLE
                        + " to its folder lib."
                : " Check the NVIDIA driver and the number of the device.");
    }

    /** @param library whether libtorch has CUDA, and so finds no device that it can use */
    static String withoutCuda(Device device, boolean library) {
        return "The device is " + device + ", but " + (library
                ? "libtorch found no CUDA device that can be used; check that nvidia-smi shows one, that the NVIDIA "
                        + "driver is new enough for CUDA 12, and that CUDA_VISIBLE_DEVICES does not hide it."
                : "this libtorch computes on the CPU only; releng/cuda fetches one for CUDA, and so does the button "
                        + "on the preference page Computing. One that is here "
                        + "already is named by " + LibTorch.VARIABLE + ".");
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return line.endsWith(".") ? line : line + ".";
    }

    /** Bytes held by all living tensors and weights, on all devices, mapped files included. */
    public static long allocatedBytes() {
        return Handle.allocatedBytes();
    }

    /** Those on one device. */
    static long allocatedBytes(Device device) {
        return Handle.allocatedBytes(device);
    }

    /** Whether a CUDA device was computed on in this process, which takes memory there. */
    static boolean uses(Device device) {
        return WORKING.contains(device);
    }

    /** Seconds since the start of this process in which libtorch computed; overlapping calls count once. */
    public static double nativeSeconds() {
        return Native.BUSY.seconds();
    }

    /** Gives unused memory that is kept for reuse back, to the system and to the CUDA devices. */
    public static void releaseUnused() {
        if (started) {
            ReturnedMemory.giveBack();
            if (JniUtils.getFeatures().contains("CUDA")) {
                JniUtils.emptyCudaCache();
            }
        }
    }
}

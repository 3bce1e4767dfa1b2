// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stillroom.torch.formats.DType;

/** What this process has in memory, as Linux counts it (proc(5)): its own pages, and those of files that it maps. */
public final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern LINE = Pattern.compile("^(\\w+):\\s+(\\d+) kB$", Pattern.MULTILINE);

    private static final long CONTEXT = 500_000_000;
    /**
     * What the first run brings in beside tensors: code of libtorch's kernels, their buffers, Java's own. With T5s of 1
     * to 1.6 GB, 37 to 59 MB more were measured than was there before.
     */
    private static final long FIRST_RUN = 45_000_000;

    private ProcessMemory() {}

    /** Bytes now; empty where that is not told. */
    public static OptionalLong now() {
        return read("VmRSS");
    }

    /** Those of the bytes that are not pages of files, which the system could take back; empty where not told. */
    static OptionalLong own() {
        return read("RssAnon");
    }

    /** The most that there were since the process was started; empty where that is not told. */
    public static OptionalLong highest() {
        return read("VmHWM");
    }

    /**
     * Bytes that are taken of a device's memory beside tensors. On the CPU, what this process has now, Java, libtorch
     * and what they share, and what the first run brings in; starts libtorch, which is part of it. On CUDA, what a
     * context and libtorch's kernels take by what users report.
     *
     * @return 0 where it is not told
     * @throws TorchException if libtorch cannot be started
     */
    public static long base(Device device) {
        if (device.kind() == Device.Kind.CUDA) {
            return CONTEXT;
        }
        Torch.start();
        // compiled with the first call, as every program is
        Tensor.zeros(DType.F32, Device.CPU, 1).close();
        ReturnedMemory.giveBack();
        long tensors = Torch.allocatedBytes(Device.CPU);
        OptionalLong now = now();
        return now.isEmpty() ? 0 : Math.max(0, now.getAsLong() - tensors + (tensors == 0 ? FIRST_RUN : 0));
    }

    private static OptionalLong read(String name) {
        try {
            return find(Files.readString(STATUS), name);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** @param status in the form of /proc/self/status, or of /proc/meminfo */
    static OptionalLong find(String status, String name) {
        Matcher line = LINE.matcher(status);
        while (line.find()) {
            if (line.group(1).equals(name)) {
                return OptionalLong.of(Long.parseLong(line.group(2)) * 1024);
            }
        }
        return OptionalLong.empty();
    }
}

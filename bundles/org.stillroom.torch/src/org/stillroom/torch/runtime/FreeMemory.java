// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of a device, in bytes, as a run finds it.
 *
 * @param free for this process, with what it holds already
 * @param total of the machine or card, or what a container allows
 */
public record FreeMemory(long free, long total) {

    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Path CGROUP = Path.of("/sys/fs/cgroup");
    private static final long QUERY_SECONDS = 5;
    private static final long MIB = 1L << 20;
    private static final Pattern FILE_PAGES = Pattern.compile("^(?:in)?active_file (\\d+)$", Pattern.MULTILINE);
    private static final Pattern CARD = Pattern.compile("\\s*(\\d+)\\s*,\\s*(\\d+)\\s*");

    /** Memory of a device; empty if it is not told, as where there is no nvidia-smi. */
    public static Optional<FreeMemory> of(Device device) {
        return device.kind() == Device.Kind.CPU ? Optional.of(machine())
                : query(nameOfCard(device.index(), System.getenv("CUDA_VISIBLE_DEVICES"))).map(card -> card.withOwn(
                        Torch.allocatedBytes(device) + (Torch.uses(device) ? ProcessMemory.base(device) : 0)));
    }

    private FreeMemory withOwn(long bytes) {
        return new FreeMemory(Math.min(total, free + bytes), total);
    }

    /**
     * By what nvidia-smi, which knows nothing of the variable, finds a card.
     *
     * @param visible numbers or names of the cards that CUDA counts; null for all
     */
    static String nameOfCard(int index, String visible) {
        String[] names = visible == null || visible.isBlank() ? new String[0] : visible.split(",", -1);
        return index < names.length ? names[index].strip() : Integer.toString(index);
    }

    private static FreeMemory machine() {
        long total = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        String info = read(MEMINFO).orElse("");
        OptionalLong physical = ProcessMemory.find(info, "MemTotal");
        OptionalLong available = ProcessMemory.find(info, "MemAvailable");
        // pages of files that this process maps count as available already
        long own = ProcessMemory.own().orElse(0);
        long free = available.isEmpty() ? total / 2 : Math.min(total, available.getAsLong() + own);
        // in a container, what others in it hold counts as well
        return new FreeMemory(physical.isPresent() && total < physical.getAsLong()
                ? Math.min(free, inContainer(total, own)) : free, total);
    }

    /** Of a control group of the second kind; its file pages can be taken back. */
    private static long inContainer(long total, long own) {
        Optional<String> current = read(CGROUP.resolve("memory.current"));
        Optional<String> stat = read(CGROUP.resolve("memory.stat"));
        if (current.isEmpty() || stat.isEmpty()) {
            return total;
        }
        return inContainer(total, own, Long.parseLong(current.get().strip()), stat.get());
    }

    /**
     * @param current bytes that the group has in memory, file pages included
     * @param stat in the form of memory.stat
     */
    static long inContainer(long total, long own, long current, String stat) {
        Matcher files = FILE_PAGES.matcher(stat);
        long used = current;
        while (files.find()) {
            used -= Long.parseLong(files.group(1));
        }
        return Math.clamp(total - used + own, 0, total);
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** As NVIDIA's own tool tells it, which needs no libtorch. */
    private static Optional<FreeMemory> query(String name) {
        try {
            Process query = new ProcessBuilder("nvidia-smi", "--id=" + name,
                    "--query-gpu=memory.free,memory.total", "--format=csv,noheader,nounits")
                    .redirectErrorStream(true).start();
            query.getOutputStream().close();
            if (!query.waitFor(QUERY_SECONDS, TimeUnit.SECONDS)) {
                query.destroyForcibly();
                return Optional.empty();
            }
            return card(new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** @param told as nvidia-smi does, in MiB: {@code 7421, 8192} */
    static Optional<FreeMemory> card(String told) {
        Matcher figures = CARD.matcher(told);
        return figures.matches() ? Optional.of(new FreeMemory(Long.parseLong(figures.group(1)) * MIB,
                Long.parseLong(figures.group(2)) * MIB)) : Optional.empty();
    }
}

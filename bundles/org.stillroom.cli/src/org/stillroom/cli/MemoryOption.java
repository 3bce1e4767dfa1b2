// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.Optional;
import java.util.function.Supplier;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.FreeMemory;
import org.stillroom.torch.runtime.ProcessMemory;
import org.stillroom.torch.runtime.TorchException;
import picocli.CommandLine.Option;

/** How much memory a run may take where it computes. */
final class MemoryOption {

    @Option(names = "--memory", paramLabel = "SIZE", description = "How much of the machine's memory a run on the CPU "
            + "may take, such as 8GB; models whose Memory is Automatic are kept, unloaded or streamed accordingly. "
            + "Default: what is free.")
    private String memory;

    @Option(names = "--device-memory", paramLabel = "SIZE", description = "The same of the card's memory, for a run on "
            + "CUDA.")
    private String deviceMemory;

    /** Whether somebody has said how much. */
    boolean isGiven() {
        return memory != null || deviceMemory != null;
    }

    /**
     * What may be taken of a device's memory. To find out what is taken before any model is loaded starts libtorch.
     *
     * @throws CliException if a size is not written as it must be, or is one of another device
     */
    Supplier<MemoryBudget> budget(Device device) throws CliException {
        boolean cpu = device.kind() == Device.Kind.CPU;
        if (cpu && deviceMemory != null) {
            throw new CliException(ExitCode.USAGE, "--device-memory is for --device cuda; use --memory for the CPU");
        }
        if (!cpu && memory != null) {
            throw new CliException(ExitCode.USAGE, "--memory is for --device cpu; use --device-memory for a card");
        }
        String given = cpu ? memory : deviceMemory;
        Optional<Long> most = given == null ? Optional.empty()
                : Optional.of(Sizes.parse(cpu ? "--memory" : "--device-memory", given));
        return () -> {
            long base = base(device);
            if (most.isPresent()) {
                return MemoryBudget.given(most.get(), base);
            }
            return FreeMemory.of(device).map(free -> new MemoryBudget(free.free(), false, free.total(), base))
                    .orElse(MemoryBudget.unknown(base));
        };
    }

    private static long base(Device device) {
        try {
            return ProcessMemory.base(device);
        } catch (TorchException e) {
            // said by the first node that needs libtorch
            return 0;
        }
    }
}

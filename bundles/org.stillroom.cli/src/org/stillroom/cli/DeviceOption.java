// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.TorchException;
import picocli.CommandLine.Option;

/** What computes. */
final class DeviceOption {

    @Option(names = "--device", paramLabel = "cpu|cuda[:N]", defaultValue = "cpu",
            description = "What computes. Default: ${DEFAULT-VALUE}.")
    private String device;

    /** The device as it was named; it may not be there. */
    Device named() throws CliException {
        try {
            return Device.parse(device);
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, "--device: " + e.getMessage(), e);
        }
    }

    /** The device, which is there and works. Starts libtorch. */
    Device working() throws CliException {
        Device named = named();
        check(named);
        return named;
    }

    /**
     * Starts libtorch, which is slow, only where the device may be lacking: the CPU is always there.
     *
     * @throws CliException if a card was named and does not work
     */
    void checkIfCard() throws CliException {
        Device named = named();
        if (named.kind() == Device.Kind.CUDA) {
            check(named);
        }
    }

    /** @throws CliException if a device does not work */
    static void check(Device device) throws CliException {
        try {
            Torch.check(device);
        } catch (TorchException e) {
            throw new CliException(ExitCode.FAILED, "--device: " + e.getMessage(), e);
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.cost;

import java.util.Locale;
import java.util.Optional;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;

/** A number format that encoders are measured in. */
public enum CostFormat {
    /** Stored and computed in float32. */
    FP32(DType.F32),
    /** Stored and kept in bfloat16, computed as the device does. */
    BF16(DType.BF16),
    /** Linear layers in whole numbers of 8 bits, made from bfloat16 when they are loaded. */
    INT8(DType.BF16);

    private final DType stored;

    CostFormat(DType stored) {
        this.stored = stored;
    }

    /** As the command line has it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this id. */
    public static Optional<CostFormat> of(String id) {
        for (CostFormat format : values()) {
            if (format.id().equals(id)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** How weights lie on the disk. */
    public DType stored() {
        return stored;
    }

    DType computed(Device device) {
        return this == INT8 ? DType.I8 : this == FP32 ? DType.F32 : device.dtype();
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import java.util.Optional;

/** Types of tensor elements, with torch's numbers and the names of the safetensors format. */
public enum DType {
    F32(6, 4, true), F16(5, 2, true), BF16(15, 2, true), F64(7, 8, true), I64(4, 8, false), I32(3, 4, false),
    I16(2, 2, false), I8(1, 1, false), U8(0, 1, false), BOOL(11, 1, false), F8_E4M3(24, 1, true),
    F8_E5M2(23, 1, true);

    private final int number;
    private final int size;
    private final boolean floating;

    DType(int number, int size, boolean floating) {
        this.number = number;
        this.size = size;
        this.floating = floating;
    }

    /** Number of this type in torch and TorchScript ({@code c10::ScalarType}). */
    public int number() {
        return number;
    }

    /** Bytes an element. */
    public int size() {
        return size;
    }

    /** Whether elements are floating-point numbers. */
    public boolean floating() {
        return floating;
    }

    /** Name of this type in a safetensors header. */
    public String safetensors() {
        return name();
    }

    /** The type with this name in a safetensors header, or empty if this program does not know it. */
    public static Optional<DType> ofSafetensors(String name) {
        // exponents without a mantissa, which are only ever scales
        if (name.equals("F8_E8M0")) {
            return Optional.of(U8);
        }
        for (DType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The type with this number in torch, or empty if this program does not know it. */
    public static Optional<DType> ofNumber(long number) {
        for (DType type : values()) {
            if (type.number == number) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}

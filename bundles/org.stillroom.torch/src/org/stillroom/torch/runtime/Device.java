// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stillroom.torch.formats.DType;

/**
 * Where a tensor lives and is computed with.
 *
 * @param kind the processor
 * @param index number of the CUDA device from 0; always 0 for the CPU
 */
public record Device(Kind kind, int index) {

    /** The kinds of processors. */
    public enum Kind {
        CPU, CUDA
    }

    /** The processor itself. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    public Device {
        if (index < 0 || kind == Kind.CPU && index != 0) {
            throw new IllegalArgumentException("There is no device " + kind + ":" + index + ".");
        }
    }

    /**
     * Reads {@code cpu}, {@code cuda} or {@code cuda:N}, in any case.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Device parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        if (name.equals("cpu")) {
            return CPU;
        }
        Matcher match = CUDA.matcher(name);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "The device is \"" + text + "\", but it must be cpu, cuda or cuda:N with N from 0.");
        }
        return new Device(Kind.CUDA, match.group(1) == null ? 0 : Integer.parseInt(match.group(1)));
    }

    /** What it computes in where nobody chooses: float32 on the CPU, bfloat16 on CUDA. */
    public DType dtype() {
        return kind == Kind.CPU ? DType.F32 : DType.BF16;
    }

    /**
     * Whether matrices of whole numbers of 8 bits are multiplied quickly here. On processors without instructions for
     * it libtorch takes thirty times as long as for float32.
     */
    public boolean multipliesBytes() {
        return kind == Kind.CUDA || ProcessorFeatures.MULTIPLIES_BYTES;
    }

    /** {@code cpu} or {@code cuda:0}. */
    @Override
    public String toString() {
        return kind == Kind.CPU ? "cpu" : "cuda:" + index;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.values;

import java.util.Optional;

/**
 * Families whose latents have the same shape and mean different things. Their published autoencoders give them away by
 * how they scale and shift.
 */
public enum LatentSpace {

    FLUX("FLUX.1", 0.3611, 0.1159),
    SD3("SD3", 1.5305, 0.0609);

    private static final double SAME = 1e-4;

    private final String label;
    private final double scalingFactor;
    private final double shiftFactor;

    LatentSpace(String label, double scalingFactor, double shiftFactor) {
        this.label = label;
        this.scalingFactor = scalingFactor;
        this.shiftFactor = shiftFactor;
    }

    /** The family with these constants of an autoencoder; empty for those of nobody that is known here. */
    public static Optional<LatentSpace> of(double scalingFactor, double shiftFactor) {
        for (LatentSpace space : values()) {
            if (Math.abs(space.scalingFactor - scalingFactor) < SAME
                    && Math.abs(space.shiftFactor - shiftFactor) < SAME) {
                return Optional.of(space);
            }
        }
        return Optional.empty();
    }

    /** For people, with the constants, such as {@code FLUX.1 (scaling_factor 0.3611, shift_factor 0.1159)}. */
    public String described() {
        return label + " (scaling_factor " + scalingFactor + ", shift_factor " + shiftFactor + ")";
    }

    /** For people, such as {@code FLUX.1}. */
    public String label() {
        return label;
    }

    /** Latents in diffusion space = (mean - shiftFactor) * scalingFactor. */
    public double scalingFactor() {
        return scalingFactor;
    }

    /** See {@link #scalingFactor}. */
    public double shiftFactor() {
        return shiftFactor;
    }
}

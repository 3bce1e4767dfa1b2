// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.text;

import java.util.Optional;

/** Which of several CLIP text encoders in one file is meant. */
public enum ClipPart {

    L("CLIP-L", "clip_l"),
    G("CLIP-G", "clip_g");

    private final String label;
    private final String port;

    ClipPart(String label, String port) {
        this.label = label;
        this.port = port;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** What denoisers' inputs, and all-in-one checkpoints, call it. */
    public String port() {
        return port;
    }

    /** @param name its label, or what denoisers' inputs call it */
    public static Optional<ClipPart> of(String name) {
        for (ClipPart part : values()) {
            if (part.label.equals(name) || part.port.equals(name)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** By the width of published ones. */
    public static Optional<ClipPart> of(long hiddenSize) {
        return hiddenSize == 768 ? Optional.of(L) : hiddenSize == 1280 ? Optional.of(G) : Optional.empty();
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

/** What a layer of a LoRA belongs to. */
public enum LoraPart {

    TRANSFORMER("the transformer"),
    T5("T5"),
    CLIP_L("CLIP-L"),
    CLIP_G("CLIP-G"),
    /** A CLIP text encoder, and the file does not say which. */
    CLIP("CLIP");

    private final String label;

    LoraPart(String label) {
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }
}

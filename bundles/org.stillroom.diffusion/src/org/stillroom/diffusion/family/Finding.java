// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.family;

/**
 * Something that does not fit between a denoiser, its parameters and its inputs.
 *
 * @param at port or parameter; empty for the node
 * @param message one or more sentences, with what to do
 * @param error whether it cannot run so; else it is only likely to be a mistake
 */
public record Finding(String at, String message, boolean error) {

    public static Finding error(String at, String message) {
        return new Finding(at, message, true);
    }

    public static Finding warning(String at, String message) {
        return new Finding(at, message, false);
    }

    /**
     * To begin a sentence with, such as {@code T5 Encoder "t5-base"}.
     *
     * @param name may be empty
     */
    public static String named(String what, String name) {
        return name.isEmpty() ? "The " + what : what + " \"" + name + "\"";
    }

    /**
     * Of a T5 whose padding is left out, at a denoiser that was trained with it.
     *
     * @param family of the denoiser
     */
    public static Finding paddingMissing(String family) {
        return warning("t5", family + " was trained with the padding behind the prompt, but the T5 Encoder leaves it "
                + "out: set its padding to take part.");
    }

    /** Of a text encoder without a negative prompt, where guidance asks for one. */
    public static Finding negativeMissing(String port, double guidance) {
        return error(port, "Guidance " + guidance + " needs a negative prompt on every text encoder: wire the Prompt's "
                + "Negative output into this encoder's tokenizer too, or set the guidance to 1.");
    }
}

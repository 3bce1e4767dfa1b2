// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

/** What is wrong with a LoRA, as a sentence without the file's name and without its period. */
final class LoraException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LoraException(String message) {
        super(message);
    }
}

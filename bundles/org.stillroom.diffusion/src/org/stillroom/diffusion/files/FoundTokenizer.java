// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import java.nio.file.Path;
import org.stillroom.diffusion.text.TokenizerKind;

/**
 * A tokenizer that nobody named.
 *
 * @param name for people: relative to its model folder, or where else it lies without what is private to this machine
 * @param path folder or file
 */
public record FoundTokenizer(String name, Path path) {

    /**
     * What is looked for.
     *
     * @param rows of the encoder's table of tokens; 0 where that is not known
     * @param encoder as the graph names it
     * @param path of the encoder, a file or folder
     */
    public record Wanted(TokenizerKind kind, int rows, String encoder, Path path) {}
}

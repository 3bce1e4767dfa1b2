// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.stillroom.graph.io.AtomicFile;

/**
 * A node whose result may outlive the program: the engine keeps it in a file, and takes it from there, in place of
 * {@link #execute}, when it is needed again by whoever it may be. For results that are small beside the work that they
 * take, such as what a text encoder makes of a prompt.
 */
public interface LastingFunction extends NodeFunction {

    /**
     * Everything that the result follows from. Called just before the node would be executed, in its place; may read
     * whole files once, but loads no model.
     *
     * @throws NodeException for everything a user can mend, as a sentence
     * @throws IOException if a file cannot be read
     */
    Identity identity(ExecuteContext context) throws NodeException, IOException;

    /** Ending of the files' names, without a dot, such as {@code safetensors}. */
    String fileType();

    /**
     * A file's content, which tells by itself whether it is whole.
     *
     * @param outputs by port, open while it is written
     */
    AtomicFile.Content content(Identity identity, Map<String, Object> outputs);

    /**
     * Reads such a file.
     *
     * @param file that may be damaged, or be another one's
     * @return the outputs by port, equal bit for bit to those that were written
     * @throws IOException if it is not whole, or not of this identity
     */
    Map<String, Object> read(Path file, Identity identity) throws IOException;
}

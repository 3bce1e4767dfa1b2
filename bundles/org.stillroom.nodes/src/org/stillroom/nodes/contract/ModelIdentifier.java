// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells what models are, so that a parameter offers those that fit it. A contribution implements this and has a public
 * constructor without arguments; one instance may be asked by several threads at once. It must not use any user
 * interface.
 */
public interface ModelIdentifier {

    /**
     * Looks at a model. May read small files and headers, never weights, and should throw nothing, whatever lies there.
     *
     * @param model a file or folder
     * @return empty if it is of no kind that is known here; without kinds if only what it is stored as is known, which
     *         counts where no other identifier knows more
     */
    Optional<ModelIdentity> identify(Path model);
}

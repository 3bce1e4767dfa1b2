// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.nodes.contract.ModelIdentifier;
import org.stillroom.nodes.contract.ModelIdentity;

/** Tells lists of models what a file or folder is. */
public final class DiffusionModels implements ModelIdentifier {

    @Override
    public Optional<ModelIdentity> identify(Path model) {
        ModelFile file = ModelFile.identify(model);
        return file.kind() == ModelKind.UNKNOWN ? Optional.empty()
                : Optional.of(new ModelIdentity(file.kinds(), file.summary(), file.problem()));
    }
}

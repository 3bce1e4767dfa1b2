// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.nodes.contract.ModelIdentifier;
import org.stillroom.nodes.contract.ModelIdentity;

/** Tells lists of models what a file or folder is. */
public final class DiffusionModels implements ModelIdentifier {

    @Override
    public Optional<ModelIdentity> identify(Path model) {
        ModelFile file = ModelFile.identify(model);
        Set<String> kinds = file.kind() == ModelKind.UNKNOWN ? Set.of() : file.kinds();
        return Optional.of(new ModelIdentity(kinds, file.label(), file.details(), file.problem(), file.notes()));
    }
}

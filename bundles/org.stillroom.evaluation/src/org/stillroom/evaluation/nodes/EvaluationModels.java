// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.evaluation.measures.InceptionFeatures;
import org.stillroom.nodes.contract.ModelIdentifier;
import org.stillroom.nodes.contract.ModelIdentity;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/** Tells lists of models which file is the network that Fréchet distances are measured with. */
public final class EvaluationModels implements ModelIdentifier {

    /** Kind of model that the Fréchet distance accepts, and nothing that draws. */
    public static final String INCEPTION = "inception";

    @Override
    public Optional<ModelIdentity> identify(Path model) {
        try {
            return InceptionFeatures.recognises(Checkpoint.open(model))
                    ? Optional.of(new ModelIdentity(Set.of(INCEPTION), "Inception network, for Fréchet distances",
                            ModelFile.identify(model).details(), "", List.of()))
                    : Optional.empty();
        } catch (CheckpointException e) {
            // nothing that it would know
            return Optional.empty();
        }
    }
}

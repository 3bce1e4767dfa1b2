// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.origin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.graph.ModelOrigin;
import org.stillroom.torch.formats.CheckpointException;

/** What config.json says of a model's origin, in the words of model cards, where its maker put it there. */
final class ConfigOrigin {

    private ConfigOrigin() {}

    /** Nothing where there is no such file, or none that can be read. */
    static ModelOrigin read(Path file) {
        if (!Files.isRegularFile(file)) {
            return ModelOrigin.UNKNOWN;
        }
        try {
            JsonNode json = ConfigFile.read(file).json();
            List<String> bases = new ArrayList<>();
            JsonNode base = json.path("base_model");
            (base.isArray() ? base : List.of(base)).forEach(each -> bases.add(each.asText("")));
            return Origins.of(json.path("license").asText(""), json.path("license_name").asText(""),
                    json.path("license_link").asText(""), "", "", bases);
        } catch (CheckpointException e) {
            return ModelOrigin.UNKNOWN;
        }
    }
}

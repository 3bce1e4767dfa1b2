// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stillroom.graph.ModelOrigin;

/** What the header of weights says: SAI's ModelSpec in safetensors, GGUF's general keys. */
final class HeaderOrigin {

    private static final int MOST_BASES = 20;

    private HeaderOrigin() {}

    /** @param metadata of a safetensors or GGUF file; keys that say nothing of this are passed over */
    static ModelOrigin of(Map<String, String> metadata) {
        return Origins.of(
                first(metadata, "modelspec.license", "general.license", "license"),
                first(metadata, "general.license.name"),
                first(metadata, "general.license.link"),
                first(metadata, "general.source.url", "general.source.repo_url", "general.url", "general.repo_url",
                        "general.source.huggingface.repository"),
                first(metadata, "modelspec.author", "general.author", "general.organization"),
                bases(metadata));
    }

    private static List<String> bases(Map<String, String> metadata) {
        List<String> bases = new ArrayList<>();
        for (int i = 0; i < MOST_BASES; i++) {
            String base = first(metadata, "general.base_model." + i + ".repo_url", "general.base_model." + i + ".name");
            if (!base.isEmpty()) {
                bases.add(base);
            }
        }
        return bases;
    }

    private static String first(Map<String, String> metadata, String... keys) {
        return Stream.of(keys).map(key -> metadata.getOrDefault(key, "")).filter(text -> !text.isBlank()).findFirst()
                .orElse("");
    }
}

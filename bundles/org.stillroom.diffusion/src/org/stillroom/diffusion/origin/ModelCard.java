// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.origin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stillroom.graph.ModelOrigin;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The YAML at the top of a README.md, as Hugging Face's model cards have it. */
final class ModelCard {

    private static final int MOST_BYTES = 64 << 10;
    private static final int DEEPEST = 20;
    private static final String FENCE = "---";

    private ModelCard() {}

    /** What the card says; nothing where there is none, or none that can be read. */
    static ModelOrigin read(Path file) {
        if (!Files.isRegularFile(file)) {
            return ModelOrigin.UNKNOWN;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parse(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return ModelOrigin.UNKNOWN;
        }
    }

    private static ModelOrigin parse(String text) {
        List<String> lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
        int end = lines.isEmpty() || !lines.getFirst().stripTrailing().equals(FENCE) ? -1
                : lines.stream().map(String::stripTrailing).toList().subList(1, lines.size()).indexOf(FENCE);
        if (end < 0) {
            return ModelOrigin.UNKNOWN;
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(DEEPEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setAllowRecursiveKeys(false);
        try {
            Object yaml = new Yaml(new SafeConstructor(options)).load(String.join("\n", lines.subList(1, end + 1)));
            return yaml instanceof Map<?, ?> card ? of(card) : ModelOrigin.UNKNOWN;
        } catch (RuntimeException e) {
            // a card that cannot be read tells nothing; a number that is none is no YAMLException
            return ModelOrigin.UNKNOWN;
        }
    }

    private static ModelOrigin of(Map<?, ?> card) {
        return Origins.of(text(card, "license"), text(card, "license_name"), text(card, "license_link"), "",
                text(card, "author"), texts(card.get("base_model")).toList());
    }

    private static String text(Map<?, ?> card, String name) {
        return texts(card.get(name)).findFirst().orElse("");
    }

    /** One, or several in a list; lists in lists are passed over, as one may hold itself. */
    private static Stream<String> texts(Object value) {
        return (value instanceof List<?> several ? several.stream() : Stream.ofNullable(value))
                .filter(each -> each != null && !(each instanceof Collection) && !(each instanceof Map))
                .map(Object::toString);
    }
}

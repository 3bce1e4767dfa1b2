// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.stillroom.diffusion.weights.ConfigFile;
import org.stillroom.torch.formats.Checkpoint;
import org.stillroom.torch.formats.CheckpointException;

/**
 * What PEFT writes beside a LoRA's tensors in place of alpha: adapter_config.json, or the same in the header of
 * diffusers' files, for each part of a pipeline with that part's name in front.
 *
 * @param config by the name of a part; the empty name is for all
 */
record PeftConfig(Path file, Map<String, ObjectNode> config) {

    private static final String BESIDE = "adapter_config.json";
    private static final String IN_HEADER = "lora_adapter_metadata";
    private static final JsonMapper MAPPER = new JsonMapper();

    /** @throws CheckpointException if there is one that cannot be read */
    static PeftConfig of(Checkpoint checkpoint) throws CheckpointException {
        Map<String, ObjectNode> parts = new TreeMap<>();
        Path path = checkpoint.path();
        Path beside = Files.isDirectory(path) ? path.resolve(BESIDE) : path.resolveSibling(BESIDE);
        boolean named = Files.isDirectory(path) || path.getFileName().toString().startsWith("adapter_model.");
        if (named && Files.exists(beside)) {
            parts.put("", ConfigFile.read(beside).json());
            return new PeftConfig(beside, parts);
        }
        String header = checkpoint.metadata().get(IN_HEADER);
        if (header != null) {
            inHeader(header, checkpoint).properties().forEach(entry -> {
                int dot = entry.getKey().lastIndexOf('.');
                String part = dot < 0 ? "" : entry.getKey().substring(0, dot);
                parts.computeIfAbsent(part, name -> MAPPER.createObjectNode())
                        .set(entry.getKey().substring(dot + 1), entry.getValue());
            });
        }
        return new PeftConfig(path, parts);
    }

    private static ObjectNode inHeader(String text, Checkpoint checkpoint) throws CheckpointException {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw new CheckpointException(checkpoint.path() + " has a header whose " + IN_HEADER
                + " is not a JSON object; fetch the LoRA again.");
    }

    /**
     * By what the product of a layer's matrices is multiplied; empty where nothing is said.
     *
     * @param key the layer as the file names it
     * @param rank of its matrices; 0 where they do not tell
     * @throws CheckpointException if what is said makes no sense
     */
    OptionalDouble factor(String key, long rank) throws CheckpointException {
        int dot = key.indexOf('.');
        ObjectNode own = config.getOrDefault(dot < 0 ? "" : key.substring(0, dot), config.get(""));
        if (own == null) {
            return OptionalDouble.empty();
        }
        ConfigFile said = new ConfigFile(file, own);
        // LoHa and LoKr call it by the shorter name
        double alpha = number(said, key, own.has("lora_alpha") ? "lora_alpha" : "alpha", "alpha_pattern");
        double of = rank > 0 ? rank : number(said, key, "r", "rank_pattern");
        if (Double.isNaN(alpha) || !(of > 0)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(alpha / (said.flag("use_rslora", false) ? Math.sqrt(of) : of));
    }

    /** For a layer; not a number where nothing is said. */
    private double number(ConfigFile said, String key, String all, String some) throws CheckpointException {
        double number = said.number(all, Double.NaN);
        if (said.json().get(some) instanceof ObjectNode patterns) {
            for (Map.Entry<String, JsonNode> pattern : patterns.properties()) {
                number = means(pattern.getKey(), some, key) ? pattern.getValue().asDouble(number) : number;
            }
        }
        return number;
    }

    /** Patterns are ends of layers' names; a whole name has a mark in front. Other regular expressions are refused. */
    private boolean means(String pattern, String of, String key) throws CheckpointException {
        String plain = pattern.startsWith("^") ? pattern.substring(1) : pattern;
        if (!plain.matches("[\\w.-]+")) {
            throw new CheckpointException(file + " names layers by the regular expression " + pattern + " in " + of
                    + ", which is not read; ask for the LoRA with the names of layers there.");
        }
        return key.equals(plain) || key.endsWith("." + plain);
    }
}

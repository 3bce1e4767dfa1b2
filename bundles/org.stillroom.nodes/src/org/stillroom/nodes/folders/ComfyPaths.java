// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What {@code extra_model_paths.yaml} says: in which further folders ComfyUI looks for models of a kind.
 *
 * @param first folders that go before those of the installation
 * @param last folders that come after them
 */
record ComfyPaths(List<ModelRoot> first, List<ModelRoot> last) {

    static final ComfyPaths NONE = new ComfyPaths(List.of(), List.of());
    static final String NAME = "extra_model_paths.yaml";
    private static final long MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 20;
    private static final Set<String> NO_FOLDERS = Set.of("base_path", "is_default", "custom_nodes", "configs");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)\\})");

    /**
     * Reads the file; folders that it names need not be there.
     *
     * @param variable gives environment variables; null for those that are not set
     * @throws IOException if it cannot be read, or is not what it should be; its message is the end of a sentence
     */
    static ComfyPaths read(Path file, UnaryOperator<String> variable) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it has more than " + MOST_BYTES + " bytes");
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(DEEPEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setAllowRecursiveKeys(false);
        try {
            Object yaml = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
            ComfyPaths paths = new ComfyPaths(new ArrayList<>(), new ArrayList<>());
            if (yaml == null) {
                return paths;
            }
            for (Map.Entry<?, ?> section : map(yaml, "it").entrySet()) {
                if (section.getValue() != null) {
                    paths.add(file.toAbsolutePath().getParent(),
                            map(section.getValue(), String.valueOf(section.getKey())), variable);
                }
            }
            return paths;
        } catch (YAMLException e) {
            throw new IOException("it is not valid YAML: " + e.getMessage().lines().findFirst().orElse(""), e);
        } catch (InvalidPathException e) {
            throw new IOException("a folder in it has a character that names cannot have here: " + e.getMessage(), e);
        }
    }

    private static Map<?, ?> map(Object yaml, String what) throws IOException {
        if (yaml instanceof Map<?, ?> map) {
            return map;
        }
        throw new IOException(what + " is no list of keys and values");
    }

    private void add(Path beside, Map<?, ?> section, UnaryOperator<String> variable) {
        Object given = section.get("base_path");
        Path base = given == null ? beside : beside.resolve(expanded(given.toString().strip(), variable));
        List<ModelRoot> list = Boolean.TRUE.equals(section.get("is_default")) ? first : last;
        section.forEach((key, value) -> {
            if (!NO_FOLDERS.contains(String.valueOf(key)) && value != null) {
                // one to a line, or as a list
                List<?> folders = value instanceof List<?> several ? several : value.toString().lines().toList();
                for (Object each : folders) {
                    String folder = String.valueOf(each).strip();
                    if (!folder.isEmpty()) {
                        list.add(new MountedRoot(base.resolve(expanded(folder, variable)).normalize(), key.toString()));
                    }
                }
            }
        });
    }

    /** With {@code ~} for the user's folder, and variables. */
    private static String expanded(String path, UnaryOperator<String> variable) {
        String home = path.equals("~") || path.startsWith("~/") || path.startsWith("~\\")
                ? System.getProperty("user.home") + path.substring(1) : path;
        return VARIABLE.matcher(home).replaceAll(match -> {
            String value = variable.apply(match.group(1) == null ? match.group(2) : match.group(1));
            return Matcher.quoteReplacement(value == null ? match.group() : value);
        });
    }
}

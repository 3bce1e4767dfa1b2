// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.pack;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.stillroom.graph.Ids;

/** Which names files in a bundle may have: such as mean the same on every system, and lead nowhere else. */
public final class BundleNames {

    /** Where models lie, under the names that the graph has for them. */
    public static final String MODELS = "models/";
    /** Where files lie that nodes read. */
    public static final String FILES = "files/";
    /** Where the licences of models lie. */
    public static final String LICENCES = "licences/";

    private static final String GRAPH = ".stillroom";
    private static final int LONGEST = 600;
    private static final int LONGEST_PART = 200;
    private static final int DEEPEST = 20;
    private static final Pattern PART = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Cs}/\\\\:*?\"<>|.][^\\p{Cc}\\p{Cf}\\p{Cs}"
            + "/\\\\:*?\"<>|]*(?<![. ])");
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}/\\\\:*?\"<>|]");
    /** Leaves room for a number that tells it from another one. */
    private static final int LONGEST_STEM = 80;
    private static final int LONGEST_ENDING = 20;
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
    /** What models are made of; other programs' settings have no place among them. */
    private static final Set<String> OF_MODELS = Set.of("json", "safetensors", "sft", "gguf", "txt", "model");

    private BundleNames() {}

    /** What is wrong with a name, as the end of a sentence; empty if it may be in a bundle. */
    public static Optional<String> problem(String name) {
        List<String> parts = List.of(name.split("/", -1));
        if (name.length() > LONGEST || parts.size() > DEEPEST
                || parts.stream().anyMatch(part -> part.length() > LONGEST_PART)) {
            return Optional.of("it is too long");
        }
        if (parts.stream().anyMatch(part -> !PART.matcher(part).matches() || DEVICE.matcher(part).matches())) {
            return Optional.of("it leads out of the bundle, is hidden, or is none that every system can have");
        }
        boolean graph = parts.size() == 1 && name.endsWith(GRAPH);
        boolean model = name.startsWith(MODELS) && OF_MODELS.contains(name.substring(name.lastIndexOf('.') + 1));
        return graph || model || name.startsWith(FILES) || name.startsWith(LICENCES) ? Optional.empty()
                : Optional.of("nothing of that name belongs into a bundle");
    }

    /**
     * The name in a bundle of a file that a node reads: its own, changed where not every system can have it.
     *
     * @param plain without folders
     */
    public static String ofFile(String plain) {
        int dot = plain.lastIndexOf('.');
        String ending = dot > 0 && plain.length() - dot <= LONGEST_ENDING ? safe(plain.substring(dot + 1)) : "";
        String stem = safe(ending.isEmpty() ? plain : plain.substring(0, dot));
        stem = stem.substring(0, stem.offsetByCodePoints(0,
                Math.min(LONGEST_STEM, stem.codePointCount(0, stem.length()))));
        String name = FILES + stem + (ending.isEmpty() ? "" : "." + ending);
        return problem(name).isEmpty() ? name : FILES + "_" + stem + (ending.isEmpty() ? "" : "." + ending);
    }

    private static String safe(String part) {
        return UNSAFE.matcher(part).replaceAll("_").replaceAll("^\\.|[. ]$", "_");
    }

    /** Two names of which only one can be on some systems, as the end of a sentence; empty if there are none. */
    static Optional<String> clash(Collection<String> names) {
        Map<String, String> files = new HashMap<>();
        for (String name : names) {
            String other = files.put(folded(name), name);
            if (other != null) {
                return Optional.of("it has \"" + shown(name) + "\" twice");
            }
        }
        for (String name : names) {
            for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
                if (files.containsKey(folded(name.substring(0, slash)))) {
                    return Optional.of("\"" + shown(name.substring(0, slash)) + "\" is a file and a folder in it");
                }
            }
        }
        return Optional.empty();
    }

    /** As systems compare names that do not tell large letters from small ones. */
    public static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    static String shown(String name) {
        return Ids.shorten(name);
    }
}

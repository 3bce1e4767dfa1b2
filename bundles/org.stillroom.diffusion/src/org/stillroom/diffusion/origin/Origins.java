// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.origin;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.stillroom.graph.ModelOrigin;

/** Makes origins of texts that strangers wrote. */
final class Origins {

    /** Of a licence that is none of the known ones; its name follows. */
    static final String OTHER = "other";

    private static final int LONGEST = 300;
    /** Ids that Hugging Face knows: mostly SPDX's, in lower case. */
    private static final Set<String> IDS = Set.of("apache-2.0", "mit", "bsd", "bsd-2-clause", "bsd-3-clause",
            "epl-2.0", "gpl", "gpl-2.0", "gpl-3.0", "lgpl", "lgpl-2.1", "lgpl-3.0", "agpl-3.0", "mpl-2.0", "unlicense",
            "cc", "cc0-1.0", "cc-by-3.0", "cc-by-4.0", "cc-by-sa-3.0", "cc-by-sa-4.0", "cc-by-nc-3.0", "cc-by-nc-4.0",
            "cc-by-nd-4.0", "cc-by-nc-nd-3.0", "cc-by-nc-nd-4.0", "cc-by-nc-sa-3.0", "cc-by-nc-sa-4.0", "openrail",
            "openrail++", "creativeml-openrail-m", "bigscience-openrail-m", "bigscience-bloom-rail-1.0", "gemma",
            "llama2", "llama3", "llama3.1", "llama3.2", "llama3.3", "isc", "wtfpl", "zlib",
            "fair-noncommercial-research-license");

    private Origins() {}

    static ModelOrigin of(String license, String name, String link, String source, String author, List<String> bases) {
        String id = clean(license).toLowerCase(Locale.ROOT).replace(' ', '-');
        boolean nameless = id.isEmpty() || id.equals("unknown") || id.equals("none");
        boolean known = IDS.contains(id) || id.equals(OTHER);
        String called = clean(name);
        if (!nameless && !known && called.isEmpty()) {
            called = clean(license);
        }
        String term = known ? id : nameless && called.isEmpty() ? "" : OTHER;
        return new ModelOrigin(term, called, clean(link), clean(source), "", clean(author),
                bases.stream().map(Origins::clean).filter(base -> !base.isEmpty()).distinct().toList(), 0,
                Collections.emptySortedMap());
    }

    /** In one line, without what could disturb a terminal. */
    static String clean(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}

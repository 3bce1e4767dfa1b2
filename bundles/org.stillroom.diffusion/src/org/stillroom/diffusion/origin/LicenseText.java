// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.origin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.stillroom.graph.ModelOrigin;

/** Knows well-known licences by their texts, where there is no doubt. */
final class LicenseText {

    private static final int MOST_BYTES = 256 << 10;
    private static final int TITLE = 400;

    /**
     * A licence.
     *
     * @param name for one without an id; else empty
     * @param title what its first lines hold
     * @param phrases what it holds as well
     * @param longest characters of its text, so that one with additions is not taken for it
     */
    private record Known(String id, String name, String title, List<String> phrases, int longest) {

        boolean is(String text) {
            return text.length() <= longest && !(PERMISSIVE.contains(id) && text.contains("commercial"))
                    && text.substring(0, Math.min(TITLE, text.length())).contains(title)
                    && phrases.stream().allMatch(text::contains);
        }
    }

    /** Short texts that are often given a clause of somebody's own, mostly on commercial use. */
    private static final List<String> PERMISSIVE = List.of("mit", "bsd-3-clause");

    private static final List<Known> ALL = List.of(
            new Known("apache-2.0", "", "apache license version 2.0, january 2004",
                    List.of("terms and conditions for use, reproduction, and distribution",
                            "grant of patent license"), 11_500),
            new Known("mit", "", "permission is hereby granted, free of charge, to any person obtaining a copy",
                    List.of("the software is provided \"as is\"", "merge, publish, distribute, sublicense"), 1_250),
            new Known("bsd-3-clause", "", "redistribution and use in source and binary forms",
                    List.of("neither the name of", "this software is provided by"), 1_900),
            new Known("epl-2.0", "", "eclipse public license - v 2.0", List.of("secondary license"), 15_000),
            new Known("agpl-3.0", "", "gnu affero general public license version 3, 19 november 2007",
                    List.of("remote network interaction"), 36_000),
            new Known("lgpl-3.0", "", "gnu lesser general public license version 3, 29 june 2007", List.of(), 9_000),
            new Known("gpl-3.0", "", "gnu general public license version 3, 29 june 2007",
                    List.of("conveying modified source versions"), 36_500),
            new Known("cc0-1.0", "", "cc0 1.0 universal", List.of(), 8_000),
            new Known("cc-by-nc-sa-4.0", "", "attribution-noncommercial-sharealike 4.0 international", List.of(),
                    24_000),
            new Known("cc-by-nc-4.0", "", "attribution-noncommercial 4.0 international", List.of(), 22_000),
            new Known("cc-by-sa-4.0", "", "attribution-sharealike 4.0 international", List.of(), 23_000),
            new Known("cc-by-4.0", "", "attribution 4.0 international", List.of(), 21_000),
            new Known("creativeml-openrail-m", "", "creativeml open rail-m", List.of("use-based restrictions"), 18_000),
            new Known("openrail++", "", "creativeml open rail++-m", List.of("use-based restrictions"), 18_000),
            new Known("other", "flux-1-dev-non-commercial-license", "flux.1 [dev] non-commercial license",
                    List.of("black forest labs"), 60_000),
            new Known("other", "stabilityai-ai-community", "stability ai community license agreement",
                    List.of("annual revenue"), 60_000));

    private LicenseText() {}

    /** Nothing where the text is of none of them, or cannot be read. */
    static ModelOrigin read(Path file) {
        if (!Files.isRegularFile(file)) {
            return ModelOrigin.UNKNOWN;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT)
                    .replaceAll("[\\s#*_>]+", " ").replace('\u201c', '"').replace('\u201d', '"').strip();
            return ALL.stream().filter(known -> known.is(text)).findFirst()
                    .map(known -> Origins.of(known.id(), known.name(),
                            known.name().isEmpty() ? "" : file.getFileName().toString(), "", "", List.of()))
                    .orElse(ModelOrigin.UNKNOWN);
        } catch (IOException e) {
            return ModelOrigin.UNKNOWN;
        }
    }
}

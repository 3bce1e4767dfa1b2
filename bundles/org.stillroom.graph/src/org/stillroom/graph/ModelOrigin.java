// SPDX-License-Identifier: EPL-2.0
package org.stillroom.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;

/**
 * Where a model comes from and on what terms, as its own files tell. Names are those of Hugging Face's model cards.
 *
 * @param license id, such as {@code apache-2.0}, or {@code other}; empty where nobody says
 * @param licenseName of a licence without an id, such as {@code flux-1-dev-non-commercial-license}; else empty
 * @param licenseLink where its text stands; else empty
 * @param source where the model can be had, such as {@code https://huggingface.co/OWNER/NAME}; else empty
 * @param revision commit of the source; else empty
 * @param author who made it; else empty
 * @param baseModels what it was made from, such as {@code black-forest-labs/FLUX.1-dev}
 * @param bytes of the model's files; 0 where that is not known
 * @param extra what this version does not know, kept as it is
 */
public record ModelOrigin(String license, String licenseName, String licenseLink, String source, String revision,
        String author, List<String> baseModels, long bytes, SortedMap<String, JsonNode> extra) {

    public static final ModelOrigin UNKNOWN =
            new ModelOrigin("", "", "", "", "", "", List.of(), 0, Maps.none());

    public ModelOrigin {
        baseModels = List.copyOf(baseModels);
        extra = Maps.copy(extra);
        if (bytes < 0) {
            throw new IllegalArgumentException("a model of " + bytes + " bytes");
        }
    }

    /** Whether it says nothing. */
    public boolean isUnknown() {
        return equals(UNKNOWN);
    }

    /** The licence in a few words; empty where nobody says. */
    public String terms() {
        String name = license.isEmpty() || license.equals("other") && !licenseName.isEmpty() ? licenseName : license;
        return name.isEmpty() ? licenseLink : name;
    }

    /** This, with what it does not say from another one; a licence's id, name and link belong together. */
    public ModelOrigin orElse(ModelOrigin other) {
        ModelOrigin licensed = isLicensed() || !other.isLicensed() ? this : other;
        return new ModelOrigin(licensed.license, licensed.licenseName, licensed.licenseLink,
                first(source, other.source), source.isEmpty() || source.equals(other.source)
                        ? first(revision, other.revision) : revision,
                first(author, other.author), baseModels.isEmpty() ? other.baseModels : baseModels,
                bytes == 0 ? other.bytes : bytes, extra.isEmpty() ? other.extra : extra);
    }

    /** Whether a licence is named. */
    public boolean isLicensed() {
        return !license.isEmpty() && !license.equals("other") || !licenseName.isEmpty();
    }

    private static String first(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    /** This with the size of the model's files. */
    public ModelOrigin withBytes(long changed) {
        return new ModelOrigin(license, licenseName, licenseLink, source, revision, author, baseModels, changed, extra);
    }
}

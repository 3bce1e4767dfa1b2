// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.origin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stillroom.graph.ModelOrigin;

/** What a licence is best known for, in plain words. Says where to read on; gives no advice. */
public final class LicenseTerms {

    private static final List<String> NON_COMMERCIAL = List.of("non-commercial", "noncommercial", "non_commercial",
            "non commercial", "cc-by-nc", "flux-1-dev", "flux-dev");
    /** Models that everybody makes others from, by how their repositories begin. */
    private static final List<String> NON_COMMERCIAL_BASES = List.of("black-forest-labs/flux.1-dev",
            "black-forest-labs/flux.1-fill-dev", "black-forest-labs/flux.1-depth-dev",
            "black-forest-labs/flux.1-canny-dev", "black-forest-labs/flux.1-redux-dev",
            "black-forest-labs/flux.1-kontext-dev", "black-forest-labs/flux.1-krea-dev");

    private LicenseTerms() {}

    /**
     * What whoever uses a model, or passes it on, should look at.
     *
     * @return a clause; empty where nothing is known to be special
     */
    public static Optional<String> note(ModelOrigin origin) {
        String terms = (origin.license() + " " + origin.licenseName()).toLowerCase(Locale.ROOT);
        // a graph of a stranger may say anything, also what a terminal obeys
        String called = Origins.clean(origin.terms());
        String read = origin.licenseLink().isEmpty() ? "" : " (" + Origins.clean(origin.licenseLink()) + ")";
        if (NON_COMMERCIAL.stream().anyMatch(terms::contains)) {
            return Optional.of("its licence, " + called + ", is for non-commercial use; read it" + read
                    + " before it is used for more");
        }
        if (terms.contains("research")) {
            return Optional.of("its licence, " + called + ", is for research; read it" + read
                    + " before it is used for more");
        }
        if (terms.contains("stabilityai") || terms.contains("stability-ai") || terms.contains("stability ai")) {
            return Optional.of("its licence, " + called + ", is free up to a yearly revenue that it names; "
                    + "read it" + read);
        }
        if (origin.isLicensed()) {
            return Optional.empty();
        }
        return origin.baseModels().stream().filter(LicenseTerms::isNonCommercialBase).findFirst()
                .map(base -> "it was made from " + Origins.clean(base) + ", whose licence is for non-commercial use");
    }

    private static boolean isNonCommercialBase(String base) {
        String repository = base.toLowerCase(Locale.ROOT).replaceFirst("^https?://huggingface\\.co/", "");
        return NON_COMMERCIAL_BASES.stream().anyMatch(repository::startsWith);
    }
}

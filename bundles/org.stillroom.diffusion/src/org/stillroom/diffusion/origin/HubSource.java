// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.origin;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stillroom.graph.ModelOrigin;

/**
 * A repository in the cache of Hugging Face's libraries: {@code models--OWNER--NAME/snapshots/COMMIT}.
 *
 * @param repository such as {@code OWNER/NAME}
 */
record HubSource(String repository, String revision, Path snapshot) {

    private static final String SITE = "https://huggingface.co/";
    private static final String BEFORE = "models--";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

    /** The one that a model lies in. */
    static Optional<HubSource> of(Path model) {
        for (Path at = model.toAbsolutePath().normalize(); at.getNameCount() > 2; at = at.getParent()) {
            Path snapshots = at.getParent();
            String repository = String.valueOf(snapshots.getParent().getFileName());
            String commit = at.getFileName().toString();
            if (snapshots.getFileName().toString().equals("snapshots") && repository.startsWith(BEFORE)) {
                return Optional.of(new HubSource(repository.substring(BEFORE.length()).replaceFirst("--", "/"),
                        COMMIT.matcher(commit).matches() ? commit : "", at));
            }
        }
        return Optional.empty();
    }

    /** What is known of the model, with its place in the repository; a link inside it leads to the site. */
    ModelOrigin of(ModelOrigin known) {
        String link = known.licenseLink();
        boolean inside = !link.isEmpty() && !link.contains("://");
        String at = revision.isEmpty() ? "main" : revision;
        return new ModelOrigin(known.license(), known.licenseName(),
                inside ? SITE + repository + "/blob/" + at + "/" + link : link, SITE + repository, revision,
                known.author(), known.baseModels(), known.bytes(), known.extra());
    }
}

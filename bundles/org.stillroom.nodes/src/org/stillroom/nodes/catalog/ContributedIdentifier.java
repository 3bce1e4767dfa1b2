// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.nodes.contract.ModelIdentifier;
import org.stillroom.nodes.contract.ModelIdentity;

/** Knows models through a contribution's class, which is loaded when it is first asked; one that fails knows none. */
final class ContributedIdentifier implements ModelIdentifier {

    private final ContributionElement element;
    private Optional<ModelIdentifier> made;

    /** @throws ContributionException if the element is wrong */
    ContributedIdentifier(ContributionElement element) {
        this.element = element;
        String name = Attributes.required(element, "class");
        if (element.lacksClass("class")) {
            throw new ContributionException("class " + name + " of a modelIdentifier is not there");
        }
    }

    @Override
    public Optional<ModelIdentity> identify(Path model) {
        try {
            return made().flatMap(identifier -> identifier.identify(model));
        } catch (RuntimeException | LinkageError e) {
            // a stranger's mistake must not keep models from being listed
            return Optional.empty();
        }
    }

    private synchronized Optional<ModelIdentifier> made() {
        if (made == null) {
            made = Optional.empty();
            try {
                made = Optional.of((ModelIdentifier) element.create("class"));
            } catch (Exception | LinkageError e) {
                // not asked again
            }
        }
        return made;
    }
}

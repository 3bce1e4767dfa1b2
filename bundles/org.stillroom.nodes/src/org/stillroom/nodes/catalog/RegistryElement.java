// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.core.runtime.IConfigurationElement;

/** An element of the Eclipse extension registry. */
record RegistryElement(IConfigurationElement element) implements ContributionElement {

    @Override
    public String name() {
        return element.getName();
    }

    @Override
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(element.getAttribute(name));
    }

    @Override
    public List<ContributionElement> children(String name) {
        return Arrays.stream(element.getChildren(name)).<ContributionElement>map(RegistryElement::new).toList();
    }

    @Override
    public String text() {
        return Optional.ofNullable(element.getValue()).orElse("");
    }

    /** Never known: looking for the class would start its bundle. */
    @Override
    public boolean lacksClass(String attribute) {
        return false;
    }

    @Override
    public Object create(String attribute) throws Exception {
        return element.createExecutableExtension(attribute);
    }
}

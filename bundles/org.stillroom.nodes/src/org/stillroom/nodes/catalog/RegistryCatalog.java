// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtensionRegistry;

/** Makes the catalog from the Eclipse extension registry, so that installed bundles contribute by being there. */
public final class RegistryCatalog {

    private RegistryCatalog() {}

    public static NodeCatalog of(IExtensionRegistry registry) {
        Map<String, List<ContributionElement>> byBundle = new TreeMap<>();
        for (IConfigurationElement element : registry.getConfigurationElementsFor(NodeCatalog.EXTENSION_POINT)) {
            byBundle.computeIfAbsent(element.getContributor().getName(), bundle -> new ArrayList<>())
                    .add(new RegistryElement(element));
        }
        List<Contribution> contributions = byBundle.entrySet().stream()
                .map(entry -> new Contribution(entry.getKey(), entry.getValue()))
                .toList();
        return NodeCatalog.of(contributions, List.of());
    }
}

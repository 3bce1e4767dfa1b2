// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.templates;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.osgi.framework.Bundle;

/** All templates. One that is broken is left out and told to the error log. */
public final class GraphTemplates {

    /** Id of the extension point. */
    public static final String EXTENSION_POINT = "org.stillroom.workbench.templates";

    private GraphTemplates() {}

    /** A person's own, then each bundle's in its own order, then the empty graph. */
    public static List<GraphTemplate> all(IExtensionRegistry registry) {
        List<GraphTemplate> templates = new ArrayList<>();
        try {
            templates.addAll(OwnTemplates.get().all());
        } catch (IOException e) {
            ILog.of(GraphTemplates.class).error("Your own templates cannot be read: " + e.getMessage(), e);
        }
        templates.addAll(contributed(registry));
        templates.add(GraphTemplate.EMPTY);
        return templates;
    }

    /** Those that bundles contribute. */
    public static List<GraphTemplate.Contributed> contributed(IExtensionRegistry registry) {
        List<GraphTemplate.Contributed> templates = new ArrayList<>();
        for (IConfigurationElement element : registry.getConfigurationElementsFor(EXTENSION_POINT)) {
            if (!element.getName().equals("template")) {
                continue;
            }
            String contributor = element.getContributor().getName();
            String id = element.getAttribute("id");
            String label = element.getAttribute("label");
            String file = element.getAttribute("file");
            Bundle bundle = Platform.getBundle(contributor);
            if (id == null || label == null || file == null || bundle == null) {
                ILog.of(GraphTemplates.class).warn("A template of " + contributor
                        + " lacks an id, label or file and is not offered; report it to its provider.");
                continue;
            }
            templates.add(new GraphTemplate.Contributed(id, label, text(element, "description"), bundle,
                    file));
        }
        return templates;
    }

    private static String text(IConfigurationElement element, String attribute) {
        return Optional.ofNullable(element.getAttribute(attribute)).orElse("");
    }
}

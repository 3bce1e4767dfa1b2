// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.RegistryFactory;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.catalog.RegistryCatalog;

/** The node types of all installed bundles, read once. */
public final class Catalog {

    private static NodeCatalog catalog;

    private Catalog() {}

    /** From the extension registry; where there is none, as in a plain test, from the class path. */
    public static synchronized NodeCatalog get() {
        if (catalog == null) {
            IExtensionRegistry registry = RegistryFactory.getRegistry();
            catalog = registry == null ? NodeCatalog.fromClassPath(Catalog.class.getClassLoader())
                    : RegistryCatalog.of(registry);
        }
        return catalog;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import java.net.URL;
import java.util.Optional;
import org.eclipse.core.runtime.Platform;
import org.osgi.framework.Bundle;
import org.stillroom.nodes.contract.NodeType;

/** Finds the icons of node types in the bundles that contribute them. */
public final class NodeIcons {

    private NodeIcons() {}

    /** Empty if the type has no icon, or the bundle no such file. */
    public static Optional<URL> of(NodeType type) {
        Bundle bundle = Platform.getBundle(type.provider().bundle());
        return bundle == null || type.icon().isEmpty() ? Optional.empty()
                : Optional.ofNullable(bundle.getEntry(type.icon()));
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.unpack;

import org.stillroom.nodes.pack.GraphBundle;
import org.stillroom.workbench.open.ContentAssociation;

/** Makes Eclipse open ZIP files that are bundles of graphs as such; others are opened as the workbench has it. */
public final class BundleAssociation extends ContentAssociation {

    public BundleAssociation() {
        super(".zip", GraphBundle::is, BundleLauncher.ID);
    }
}

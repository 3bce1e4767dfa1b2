// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

import java.util.List;

/**
 * What one bundle adds to the extension point {@code org.stillroom.nodes.nodeTypes}.
 *
 * @param bundle symbolic name
 * @param elements portType, nodeType and modelIdentifier elements
 */
public record Contribution(String bundle, List<ContributionElement> elements) {

    public Contribution {
        elements = List.copyOf(elements);
    }
}

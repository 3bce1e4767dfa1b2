// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import org.eclipse.core.expressions.PropertyTester;

/** Tests whether what is selected on a canvas is a node of the type that is expected, by its id. */
public final class NodeTypeTester extends PropertyTester {

    @Override
    public boolean test(Object receiver, String property, Object[] arguments, Object expected) {
        return receiver instanceof CanvasElement element
                && element.node().filter(node -> node.type().equals(expected)).isPresent();
    }
}

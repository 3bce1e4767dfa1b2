// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import org.eclipse.core.expressions.PropertyTester;
import org.eclipse.core.runtime.Adapters;
import org.stillroom.editor.canvas.GraphCanvas;

/** Tests whether an editor shows a graph: one whose file cannot be read has nothing to run. */
public final class ShowsGraph extends PropertyTester {

    static final String PROPERTY = "org.stillroom.workbench.showsGraph";

    @Override
    public boolean test(Object receiver, String property, Object[] arguments, Object expected) {
        return Adapters.adapt(receiver, GraphCanvas.class) != null;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import java.util.List;
import org.stillroom.graph.Node;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.contract.Parameter;

/**
 * Adds ways out of problems that the workbench cannot know, such as those of one kind of node. Contributed by the
 * extension point {@code org.stillroom.workbench.quickFixes}. Called in the user interface's thread whenever somebody
 * looks at a problem, so that it must be fast and read no disk.
 */
public interface QuickFixProvider {

    /** Ways out of a problem, the likeliest first; empty if this provider knows none. */
    List<QuickFix> fixes(FixTarget target, Problem problem);

    /**
     * Whether one of its fixes lets people choose the model of a parameter, so that the list of all models is not
     * offered beside it.
     */
    default boolean choosesModel(Node node, Parameter parameter) {
        return false;
    }
}

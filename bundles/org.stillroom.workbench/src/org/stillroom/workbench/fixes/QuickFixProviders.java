// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.fixes;

import java.util.ArrayList;
import java.util.List;
import org.stillroom.graph.Node;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.workbench.services.Contributions;
import org.stillroom.workbench.services.Guard;

/**
 * The providers that bundles contribute, made when they are first needed. One that fails is told to the error log and
 * spoils nothing else. Used in the user interface's thread.
 */
final class QuickFixProviders {

    private static List<QuickFixProvider> providers;

    private QuickFixProviders() {}

    /** What all of them know about a problem. */
    static List<QuickFix> fixes(FixTarget target, Problem problem) {
        List<QuickFix> fixes = new ArrayList<>();
        for (QuickFixProvider provider : all()) {
            Guard.run(asking(provider), () -> fixes.addAll(provider.fixes(target, problem)));
        }
        return fixes;
    }

    /** Whether one of them lets people choose the model of a parameter. */
    static boolean chooseModel(Node node, Parameter parameter) {
        for (QuickFixProvider provider : all()) {
            try {
                if (provider.choosesModel(node, parameter)) {
                    return true;
                }
            } catch (RuntimeException | LinkageError e) {
                Guard.log(asking(provider), e);
            }
        }
        return false;
    }

    private static String asking(QuickFixProvider provider) {
        return "asking " + provider.getClass().getName() + " for quick fixes";
    }

    private static List<QuickFixProvider> all() {
        if (providers == null) {
            providers = Contributions.made("quickFixes", "provider", QuickFixProvider.class);
        }
        return providers;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.stillroom.graph.Problem;
import org.stillroom.nodes.catalog.ContributionException;
import org.stillroom.nodes.check.CheckedGraph;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.NodeException;

/** Puts what nodes throw into sentences. */
final class Failures {

    private static final int DEEPEST_CAUSE = 20;

    private Failures() {}

    static NodeFailure of(Problem problem, CheckedGraph checked) {
        NodeFailure.Kind kind = checked.missing().contains(problem) ? NodeFailure.Kind.MISSING_MODEL
                : NodeFailure.Kind.INVALID;
        return new NodeFailure(kind, problem.node(), problem.port(), problem.message(), Optional.empty());
    }

    static NodeFailure of(Step step, Throwable e) {
        NodeFailure.Kind kind = e instanceof MissingModelException ? NodeFailure.Kind.MISSING_MODEL
                : NodeFailure.Kind.FAILED;
        String at = e instanceof NodeException known ? known.at() : "";
        return new NodeFailure(kind, step.id(), at, message(step, e), Optional.of(e));
    }

    static boolean cancellation(Throwable e) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof CancellationException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static String message(Step step, Throwable e) {
        if ((e instanceof NodeException || e instanceof ContributionException) && e.getMessage() != null) {
            return e.getMessage();
        }
        if (e instanceof OutOfMemoryError) {
            return "ran out of memory (" + e.getMessage() + "); make the picture or batch smaller, or give Java more "
                    + "memory with -Xmx";
        }
        return step.type().label() + " failed (" + e + "); if that says nothing you can mend, report it to the "
                + "provider of bundle " + step.type().provider().bundle();
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.problems;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.runtime.CoreException;
import org.stillroom.graph.GraphFileException;
import org.stillroom.graph.Problem;
import org.stillroom.workbench.store.BrokenFile;

/** Problems of a graph as markers of its file, for the Problems view. */
public final class ProblemMarkers {

    /** The marker type. */
    public static final String TYPE = "org.stillroom.workbench.problem";
    /** Attribute with the id of the node, or empty if the whole graph is meant. */
    public static final String NODE = "node";
    /** Attribute with the id of the port or parameter, or empty if the whole node is meant. */
    public static final String PORT = "port";

    private ProblemMarkers() {}

    /** The problem that a marker stands for. */
    public static Problem problem(IMarker marker) {
        boolean error = marker.getAttribute(IMarker.SEVERITY, IMarker.SEVERITY_ERROR) == IMarker.SEVERITY_ERROR;
        return new Problem(error ? Problem.Severity.ERROR : Problem.Severity.WARNING, marker.getAttribute(NODE, ""),
                marker.getAttribute(PORT, ""), marker.getAttribute(IMarker.MESSAGE, ""));
    }

    /** Makes the markers of a file those of {@code problems}; others stay untouched, so that views do not flicker. */
    static void show(IFile file, List<Problem> problems) throws CoreException {
        show(file, problems, 0);
    }

    /** Makes why a file cannot be read its only marker. */
    static void showUnreadable(IFile file, GraphFileException failure) throws CoreException {
        show(file, List.of(new Problem(Problem.Severity.ERROR, "", "", failure.getMessage())),
                BrokenFile.line(failure.place()));
    }

    private static void show(IFile file, List<Problem> problems, int line) throws CoreException {
        file.getWorkspace().run(monitor -> {
            if (!file.exists()) {
                return;
            }
            Set<Problem> wanted = new HashSet<>(problems);
            for (IMarker marker : file.findMarkers(TYPE, false, IResource.DEPTH_ZERO)) {
                if (!wanted.remove(problem(marker))) {
                    marker.delete();
                }
            }
            for (Problem problem : problems) {
                if (wanted.remove(problem)) {
                    file.createMarker(TYPE, attributes(problem, line));
                }
            }
        }, file.getWorkspace().getRuleFactory().markerRule(file), IWorkspace.AVOID_UPDATE, null);
    }

    /** @param line of the file that is meant, or 0 where a part of the graph is */
    private static Map<String, Object> attributes(Problem problem, int line) {
        boolean error = problem.severity() == Problem.Severity.ERROR;
        String place = problem.port().isEmpty() ? problem.node() : problem.node() + "." + problem.port();
        Map<String, Object> attributes = new HashMap<>(Map.of(
                IMarker.SEVERITY, error ? IMarker.SEVERITY_ERROR : IMarker.SEVERITY_WARNING,
                IMarker.MESSAGE, problem.message(), NODE, problem.node(), PORT, problem.port()));
        if (line > 0) {
            attributes.put(IMarker.LINE_NUMBER, line);
        } else {
            attributes.put(IMarker.LOCATION, place);
        }
        return attributes;
    }
}

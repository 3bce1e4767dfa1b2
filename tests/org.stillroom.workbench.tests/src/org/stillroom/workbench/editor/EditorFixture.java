// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.stillroom.graph.Graph;
import org.stillroom.workbench.fixture.WorkbenchFixture;
import org.stillroom.workbench.problems.LiveCheck;

/** A project with graphs, editors on them, and answers to what they ask. */
public final class EditorFixture extends WorkbenchFixture {

    private final Deque<Integer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();

    public EditorFixture() throws CoreException {}

    public GraphEditor open(IFile file) throws CoreException {
        GraphEditor editor = (GraphEditor) edit(file);
        editor.setQuestions((shell, title, message, buttons) -> {
            asked.add(message);
            return answers.isEmpty() ? -1 : answers.poll();
        });
        settle();
        return editor;
    }

    /** Answers the next question with the button of this index. */
    public void answer(int button) {
        answers.add(button);
    }

    /** What was asked. */
    public List<String> asked() {
        return asked;
    }

    /** Waits until the graph that an editor shows has been checked. */
    public static void checked() {
        await("the check has ended", () -> Job.getJobManager().find(LiveCheck.class).length == 0);
        settle();
    }

    /** The graph as an editor has it. */
    public static Graph graph(GraphEditor editor) {
        return editor.document().graph();
    }
}

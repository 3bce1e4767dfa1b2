// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IEditorPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.pack.BundleWriter;
import org.stillroom.workbench.fixture.WorkbenchFixture;
import org.stillroom.workbench.services.FileDrop;

/** What happens when a bundle is dropped on the window. */
class UnpackJobTest {

    private static final String NAME = "shared cat";

    @TempDir
    Path temp;

    @AfterEach
    void removeProjects() throws CoreException {
        WorkbenchFixture.page().closeAllEditors(false);
        for (String name : List.of(NAME, NAME + "-2")) {
            project(name).delete(true, true, null);
        }
    }

    @Test
    void aBundleBecomesAProjectWithItsGraphOpen() throws Exception {
        Path bundle = bundle();
        for (String name : List.of(NAME, NAME + "-2")) {
            WorkbenchFixture.page().closeAllEditors(false);
            new FileDrop(WorkbenchFixture.page().getWorkbenchWindow()).open(bundle.toString());
            WorkbenchFixture.await("the graph is open", () -> {
                IEditorPart editor = WorkbenchFixture.page().getActiveEditor();
                return editor != null && editor.getTitle().equals("cat.stillroom");
            });
            assertTrue(project(name).getFile("files/cat.png").exists(), name);
            assertTrue(project(name).getFile("models/small/config.json").exists(), name);
        }
    }

    @Test
    void twoThatAreOpenedAtOnceAreAProjectEach() throws Exception {
        Path bundle = bundle();
        List<String> told = new ArrayList<>();
        Job first = UnpackJob.start(WorkbenchFixture.page(), bundle, told::add);
        Job second = UnpackJob.start(WorkbenchFixture.page(), bundle, told::add);
        WorkbenchFixture.await("both are done", () -> first.getResult() != null && second.getResult() != null);
        assertEquals(List.of(), told);
        for (String name : List.of(NAME, NAME + "-2")) {
            assertTrue(project(name).getFile("cat.stillroom").exists(), name);
        }
    }

    @Test
    void whatIsDamagedIsToldAndLeavesNoProject() throws Exception {
        Path bundle = bundle();
        byte[] bytes = Files.readAllBytes(bundle);
        // within the picture
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("meow")] = 'M';
        Files.write(bundle, bytes);
        List<String> told = new ArrayList<>();
        UnpackJob.start(WorkbenchFixture.page(), bundle, told::add);
        WorkbenchFixture.await("it is told", () -> !told.isEmpty());
        assertEquals(1, told.size());
        assertTrue(told.getFirst().contains("cannot be opened"), told.getFirst());
        assertFalse(project(NAME).exists());
        assertFalse(Files.exists(ResourcesPlugin.getWorkspace().getRoot().getLocation().append(NAME).toPath()));
    }

    private Path bundle() throws IOException {
        Path bundle = temp.resolve(NAME + ".stillroom.zip");
        Path picture = Files.writeString(temp.resolve("cat.png"), "meow");
        Path config = Files.writeString(temp.resolve("config.json"), "{}");
        new BundleWriter("cat.stillroom", Graph.EMPTY.with(Node.of("prompt", "org.stillroom.prompt")),
                new TreeMap<>(Map.of("files/cat.png", picture, "models/small/config.json", config)), new TreeMap<>())
                .write(bundle, Progress.NONE);
        return bundle;
    }

    private static IProject project(String name) {
        return ResourcesPlugin.getWorkspace().getRoot().getProject(name);
    }
}

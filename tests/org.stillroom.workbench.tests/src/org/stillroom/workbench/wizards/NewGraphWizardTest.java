// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.wizards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.wizards.IWizardDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.workbench.editor.EditorFixture;
import org.stillroom.workbench.editor.EditorTestBase;
import org.stillroom.workbench.editor.GraphEditor;
import org.stillroom.workbench.nodes.UsualNodes;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.templates.GraphTemplate;
import org.stillroom.workbench.templates.GraphTemplates;

/** The wizard that makes graphs from templates. */
class NewGraphWizardTest extends EditorTestBase {

    @Test
    void templatesTellWhatPeopleBeginWith() {
        List<String> usual = UsualNodes.ids();
        assertEquals("org.stillroom.prompt", usual.getFirst());
        List<String> first = usual.subList(0, 7);
        assertTrue(first.containsAll(List.of("org.stillroom.t5Encoder", "org.stillroom.clipEncoder",
                "org.stillroom.denoiser")), usual::toString);
        assertTrue(usual.size() > 12, usual::toString);
    }

    @Test
    void offersOurTemplatesAndTheEmptyGraph() {
        assertEquals(List.of("First picture", "Swapped encoder", "Encoder comparison", "Vision and naive",
                "Encoder by prompt", "Distilled student", "Measured encoders", "FLUX.1 dev", "FLUX.1 schnell", "Chroma",
                "Stable Diffusion 3.5", "Empty graph"),
                templates().stream().map(GraphTemplate::label).toList());
    }

    @Test
    void everyTemplateIsAGraphOfInstalledNodesWithoutMistakes() throws Exception {
        for (GraphTemplate template : templates()) {
            Graph graph = template.graph();
            var checked = GraphCheck.check(graph, Catalog.get(), new ModelFolders(List.of()));
            assertTrue(checked.errors().isEmpty() || checked.missingModels(),
                    () -> template.label() + ": " + checked.errors());
            assertTrue(!template.description().isEmpty());
        }
    }

    @Test
    void suggestsAFreeNameBesideWhatIsEdited() throws Exception {
        IFile edited = fixture.file("graph.stillroom", GraphFile.text(Graph.EMPTY));
        fixture.open(edited);
        NewGraphWizard wizard = new NewGraphWizard();
        wizard.init(PlatformUI.getWorkbench(), StructuredSelection.EMPTY);
        WizardDialog dialog = new WizardDialog(PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell(), wizard);
        dialog.setBlockOnOpen(false);
        dialog.open();
        try {
            assertEquals(fixture.project().getFullPath(), wizard.filePage().getContainerFullPath());
            assertEquals("graph2.stillroom", wizard.filePage().getFileName());
        } finally {
            dialog.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"First picture", "Stable Diffusion 3.5", "Empty graph"})
    void makesAGraphAndOpensIt(String label) throws Exception {
        IWizardDescriptor found = PlatformUI.getWorkbench().getNewWizardRegistry()
                .findWizard("org.stillroom.workbench.newGraph");
        NewGraphWizard wizard = assertInstanceOf(NewGraphWizard.class, found.createWizard());
        wizard.init(PlatformUI.getWorkbench(), new StructuredSelection(fixture.project()));
        WizardDialog dialog = new WizardDialog(PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell(), wizard);
        dialog.setBlockOnOpen(false);
        dialog.open();
        try {
            assertEquals(fixture.project().getFullPath(), wizard.filePage().getContainerFullPath());
            wizard.filePage().setFileName("made.stillroom");
            GraphTemplate template = templates().stream().filter(one -> one.label().equals(label)).findFirst()
                    .orElseThrow();
            dialog.showPage(wizard.templatePage());
            wizard.templatePage().choose(template);
            EditorFixture.settle();
            assertTrue(wizard.canFinish());
            assertTrue(wizard.performFinish());
            EditorFixture.settle();
            IFile made = fixture.project().getFile("made.stillroom");
            assertTrue(made.exists());
            GraphEditor editor = assertInstanceOf(GraphEditor.class, EditorFixture.page().getActiveEditor());
            assertEquals(template.graph(), EditorFixture.graph(editor));
            assertTrue(editor.canvas().isPresent());
        } finally {
            dialog.close();
        }
    }

    private static List<GraphTemplate> templates() {
        return GraphTemplates.all(Platform.getExtensionRegistry());
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.wizards;

import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.stillroom.workbench.services.HelpContexts;

/** Where a person chooses what the new graph starts from. */
final class TemplatePage extends WizardPage {

    private final List<GraphTemplate> templates;
    private GraphTemplate chosen;
    private TableViewer viewer;

    TemplatePage(List<GraphTemplate> templates) {
        super("template", Messages.templateTitle, null);
        this.templates = templates;
        this.chosen = templates.get(0);
        setDescription(Messages.templateDescription);
    }

    GraphTemplate chosen() {
        return chosen;
    }

    void choose(GraphTemplate template) {
        chosen = template;
        if (viewer != null) {
            viewer.setSelection(new StructuredSelection(template), true);
        }
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        HelpContexts.WIZARD.explain(area);
        GridLayoutFactory.swtDefaults().applyTo(area);
        viewer = new TableViewer(area, SWT.SINGLE | SWT.BORDER | SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).hint(420, 200).applyTo(viewer.getControl());
        Text description = new Text(area, SWT.READ_ONLY | SWT.WRAP | SWT.MULTI);
        GridDataFactory.fillDefaults().grab(true, false).hint(420, 60).applyTo(description);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.setLabelProvider(new Labels(new LocalResourceManager(JFaceResources.getResources(), area)));
        viewer.addSelectionChangedListener(event -> {
            Object first = event.getStructuredSelection().getFirstElement();
            if (first instanceof GraphTemplate template) {
                chosen = template;
                description.setText(template.description());
            }
            setPageComplete(first != null);
        });
        viewer.addDoubleClickListener(event -> {
            if (getWizard().canFinish() && getWizard().performFinish()) {
                getShell().close();
            }
        });
        viewer.setInput(templates);
        viewer.setSelection(new StructuredSelection(chosen));
        setControl(area);
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible) {
            viewer.getControl().setFocus();
        }
    }

    private static final class Labels extends LabelProvider {

        private final LocalResourceManager images;

        Labels(LocalResourceManager images) {
            this.images = images;
        }

        @Override
        public String getText(Object element) {
            return ((GraphTemplate) element).label();
        }

        @Override
        public Image getImage(Object element) {
            return ((GraphTemplate) element).iconUrl().map(ImageDescriptor::createFromURL).map(images::get)
                    .orElseGet(() -> PlatformUI.getWorkbench().getSharedImages().getImage(ISharedImages.IMG_OBJ_FILE));
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.wizards;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.window.Window;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.stillroom.workbench.services.HelpContexts;
import org.stillroom.workbench.templates.GraphTemplate;
import org.stillroom.workbench.templates.OwnTemplates;
import org.stillroom.workbench.templates.Thumbnails;

/** Where a person chooses what a graph starts from, and puts the own templates in order. */
final class TemplatePage extends WizardPage {

    private static final Point THUMBNAIL = new Point(144, 72);
    private static final int WIDTH = 480;

    private final Supplier<List<GraphTemplate>> templates;
    private GraphTemplate chosen;
    private TableViewer viewer;
    private Text description;
    private Button rename;
    private Button remove;

    /** @param templates asked again when a person has changed the own ones; there is always one */
    TemplatePage(Supplier<List<GraphTemplate>> templates) {
        super("template", Messages.templateTitle, null);
        this.templates = templates;
        this.chosen = templates.get().get(0);
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
        GridLayoutFactory.swtDefaults().numColumns(2).applyTo(area);
        viewer = new TableViewer(area, SWT.SINGLE | SWT.BORDER | SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, 4 * THUMBNAIL.y).applyTo(viewer.getControl());
        addButtons(area);
        description = new Text(area, SWT.READ_ONLY | SWT.WRAP | SWT.MULTI);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, 60).span(2, 1).applyTo(description);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.setLabelProvider(new Labels(new Thumbnails(viewer.getControl(), THUMBNAIL,
                (template, image) -> viewer.update(template, null))));
        viewer.addSelectionChangedListener(event -> selected(event.getStructuredSelection().getFirstElement()));
        viewer.addDoubleClickListener(event -> {
            if (getWizard().canFinish() && getWizard().performFinish()) {
                getShell().close();
            }
        });
        viewer.setInput(templates.get());
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

    private void addButtons(Composite area) {
        Composite buttons = new Composite(area, SWT.NONE);
        GridDataFactory.fillDefaults().applyTo(buttons);
        GridLayoutFactory.fillDefaults().applyTo(buttons);
        rename = button(buttons, Messages.rename, this::rename);
        remove = button(buttons, Messages.remove, this::remove);
    }

    private static Button button(Composite parent, String text, Runnable action) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        button.addListener(SWT.Selection, event -> action.run());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
        return button;
    }

    private void selected(Object first) {
        if (first instanceof GraphTemplate template) {
            chosen = template;
            description.setText(template.description());
        }
        rename.setEnabled(first instanceof GraphTemplate.Own);
        remove.setEnabled(first instanceof GraphTemplate.Own);
        setPageComplete(first != null);
    }

    private void rename() {
        if (chosen instanceof GraphTemplate.Own own) {
            OwnTemplates all = OwnTemplates.get();
            InputDialog dialog = new InputDialog(getShell(), Messages.renameTitle, Messages.name, own.label(),
                    name -> name.strip().equals(own.label()) ? "" : OwnTemplates.problem(name)
                            .orElse(all.has(name) ? NLS.bind(Messages.nameTaken, name.strip()) : null));
            if (dialog.open() == Window.OK) {
                changed(() -> all.rename(own, dialog.getValue()));
            }
        }
    }

    private void remove() {
        if (chosen instanceof GraphTemplate.Own own && MessageDialog.openConfirm(getShell(), Messages.removeTitle,
                NLS.bind(Messages.removeQuestion, own.label()))) {
            changed(() -> {
                OwnTemplates.get().remove(own);
                return templates.get().get(0);
            });
        }
    }

    /** What changes the own templates, and gives the one to choose then. */
    @FunctionalInterface
    private interface Change {
        GraphTemplate make() throws IOException;
    }

    private void changed(Change change) {
        try {
            GraphTemplate next = change.make();
            setErrorMessage(null);
            viewer.setInput(templates.get());
            choose(next);
        } catch (IOException e) {
            setErrorMessage(NLS.bind(Messages.notChanged, e.getMessage()));
        }
    }

    private static final class Labels extends LabelProvider {

        private final Thumbnails thumbnails;

        Labels(Thumbnails thumbnails) {
            this.thumbnails = thumbnails;
        }

        @Override
        public String getText(Object element) {
            return ((GraphTemplate) element).label();
        }

        @Override
        public Image getImage(Object element) {
            return thumbnails.of((GraphTemplate) element);
        }
    }
}

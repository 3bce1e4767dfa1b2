// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import java.util.List;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.views.properties.tabbed.AbstractPropertySection;
import org.eclipse.ui.views.properties.tabbed.TabbedPropertySheetPage;
import org.stillroom.edit.GraphDocument;
import org.stillroom.graph.Graph;
import org.stillroom.workbench.open.CanvasElement;
import org.stillroom.workbench.services.Guard;
import org.stillroom.workbench.services.HelpContexts;

/** A section about what is selected on a canvas; follows its document as long as it is shown. */
abstract class GraphSection extends AbstractPropertySection {

    private final GraphDocument.Listener listener = (before, after) -> Guard.run("showing properties", this::changed);
    private GraphDocument followed;
    private List<CanvasElement> elements = List.of();
    private boolean shown;
    private Composite area;
    private TabbedPropertySheetPage sheet;

    @Override
    public final void createControls(Composite parent, TabbedPropertySheetPage page) {
        super.createControls(parent, page);
        sheet = page;
        area = getWidgetFactory().createComposite(parent);
        HelpContexts.PROPERTIES.explain(area);
        create(area);
    }

    /** Makes the controls in {@code area}, whose layout is free. */
    abstract void create(Composite area);

    /** Shows what is selected now; called after each change of the graph too. */
    abstract void update();

    /** Takes edits that are still being typed, as something else is selected next or the section goes away. */
    void commit() {
        // most sections take each edit at once
    }

    @Override
    public void setInput(IWorkbenchPart part, ISelection selection) {
        Guard.run("taking what was typed", this::commit);
        super.setInput(part, selection);
        elements = selection instanceof IStructuredSelection structured
                ? structured.stream().filter(CanvasElement.class::isInstance).map(CanvasElement.class::cast).toList()
                : List.of();
        follow();
    }

    @Override
    public final void refresh() {
        if (!elements.isEmpty()) {
            Guard.run("showing properties", this::update);
        }
    }

    @Override
    public void aboutToBeShown() {
        shown = true;
        follow();
    }

    @Override
    public void aboutToBeHidden() {
        Guard.run("taking what was typed", this::commit);
        shown = false;
        follow();
    }

    @Override
    public void dispose() {
        shown = false;
        follow();
        super.dispose();
    }

    final List<CanvasElement> elements() {
        return elements;
    }

    /** What all elements belong to. */
    final CanvasElement first() {
        return elements.get(0);
    }

    final Graph graph() {
        return first().context().document().graph();
    }

    final Composite area() {
        return area;
    }

    /** Gives the sheet's page the height that the section needs now. */
    final void resized() {
        area.getParent().layout(true, true);
        sheet.resizeScrolledComposite();
    }

    private void changed() {
        if (!area.isDisposed()) {
            refresh();
        }
    }

    private void follow() {
        GraphDocument wanted = shown && !elements.isEmpty() ? first().context().document() : null;
        if (wanted != followed) {
            if (followed != null) {
                followed.removeListener(listener);
            }
            if (wanted != null) {
                wanted.addListener(listener);
            }
            followed = wanted;
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.studio;

import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.IntroPart;
import org.stillroom.workbench.templates.ExamplePicture;
import org.stillroom.workbench.templates.Examples;
import org.stillroom.workbench.templates.GraphTemplate;
import org.stillroom.workbench.templates.GraphTemplates;
import org.stillroom.workbench.templates.Thumbnails;

/** The welcome page: the few things that a person may want first, and what can be made, each one click away. */
public final class Welcome extends IntroPart {

    private static final int MARGIN = 32;
    private static final int GAP = 12;
    private static final int LINKS_WIDTH = 300;
    private static final int PICTURE = 112;
    private static final Point GRAPH = new Point(140, 72);
    private static final int GRAPHS_IN_A_ROW = 5;
    private static final Point JOURNEY = new Point(134, 84);
    private static final int JOURNEYS_IN_A_ROW = 2;
    private static final String HELP = "org.stillroom.help";

    private Link first;

    /** What a person may do here, as the help shows it: a picture in its folder tour, and a page. */
    private record Journey(String picture, String page, String label) {

        static List<Journey> all() {
            return List.of(new Journey("compare-encoders", "compare", Messages.compareEncoders),
                    new Journey("numbers", "distill", Messages.measureEncoders),
                    new Journey("missing-models", "models", Messages.bringModels),
                    new Journey("conflict", "team", Messages.settleMerge));
        }

        /** Empty where the help is not installed. */
        Optional<URL> file() {
            return Optional.ofNullable(Platform.getBundle(HELP))
                    .map(help -> help.getEntry("html/tour/" + picture + ".png"));
        }
    }

    /** What a click does. */
    @FunctionalInterface
    private interface Step {
        void take() throws CommandException, CoreException;
    }

    @Override
    public void createPartControl(Composite parent) {
        ScrolledComposite scrolled = new ScrolledComposite(parent, SWT.H_SCROLL | SWT.V_SCROLL);
        Composite page = new Composite(scrolled, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(MARGIN, MARGIN).spacing(MARGIN, GAP).applyTo(page);
        Label title = text(page, Messages.welcome);
        title.setFont(JFaceResources.getHeaderFont());
        GridDataFactory.fillDefaults().span(2, 1).applyTo(title);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(text(page, Messages.about));
        Composite ways = column(page);
        links(ways);
        journeys(ways);
        Composite made = column(page);
        pictures(made);
        graphs(made);
        scrolled.setContent(page);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        scrolled.setMinSize(page.computeSize(SWT.DEFAULT, SWT.DEFAULT));
    }

    private void links(Composite column) {
        first = link(column, Messages.firstPicture, () -> {
            leave();
            FirstStart.openFirstPicture();
        });
        link(column, Messages.newGraph, () -> run("org.eclipse.ui.newWizard",
                Map.of("newWizardId", "org.stillroom.workbench.newGraph")));
        link(column, Messages.cheatSheet, () -> {
            leave();
            run("org.eclipse.ui.cheatsheets.openCheatSheet",
                    Map.of("cheatSheetId", "org.stillroom.help.firstPicture"));
        });
        link(column, Messages.models, () -> PreferencesUtil.createPreferenceDialogOn(
                column.getShell(), "org.stillroom.workbench.preferences.models", null, null).open());
        link(column, Messages.help, () -> {
            leave();
            PlatformUI.getWorkbench().getHelpSystem().displayHelp();
        });
    }

    /** The window at work; each opens its page of the help. */
    private void journeys(Composite column) {
        GridDataFactory.fillDefaults().indent(0, GAP).applyTo(text(column, Messages.journeys));
        Composite row = row(column, JOURNEYS_IN_A_ROW);
        for (Journey journey : Journey.all()) {
            journey.file().ifPresent(file -> new Tile(row, scaled(row, file, JOURNEY.x, JOURNEY.y), journey.label(),
                    () -> {
                        leave();
                        PlatformUI.getWorkbench().getHelpSystem().displayHelpResource(
                                "/" + HELP + "/html/" + journey.page() + ".html");
                    }));
        }
    }

    /** What a bundle has drawn; each opens the graph it carries. */
    private void pictures(Composite column) {
        List<ExamplePicture> pictures = ExamplePicture.all(Platform.getExtensionRegistry());
        if (!pictures.isEmpty()) {
            text(column, Messages.pictures);
            Composite row = row(column, pictures.size());
            for (ExamplePicture picture : pictures) {
                new Tile(row, scaled(row, picture.file(), PICTURE, PICTURE), picture.label(), () -> take(() -> {
                    // a page that is closed has no window
                    IWorkbenchWindow window = getIntroSite().getWorkbenchWindow();
                    leave();
                    Examples.open(window, picture);
                }));
            }
        }
    }

    private void graphs(Composite column) {
        List<GraphTemplate.Contributed> templates = GraphTemplates.contributed(Platform.getExtensionRegistry());
        if (!templates.isEmpty()) {
            text(column, Messages.graphs);
            Composite row = row(column, GRAPHS_IN_A_ROW);
            Map<GraphTemplate, Tile> tiles = new HashMap<>();
            Thumbnails thumbnails = new Thumbnails(column, GRAPH, (template, image) -> tiles.get(template).show(image));
            for (GraphTemplate template : templates) {
                tiles.put(template, new Tile(row, thumbnails.of(template), template.label(), () -> take(() -> {
                    leave();
                    FirstStart.openExample(template.id());
                })));
            }
        }
    }

    @Override
    public void setFocus() {
        first.setFocus();
    }

    /** Nothing changes when the page is moved to the side. */
    @Override
    public void standbyStateChanged(boolean standby) {
        // the links are as good at the side
    }

    private static Composite column(Composite page) {
        Composite column = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(GAP, GAP).applyTo(column);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.TOP).applyTo(column);
        return column;
    }

    private static Composite row(Composite column, int tiles) {
        Composite row = new Composite(column, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(tiles).spacing(GAP, GAP).applyTo(row);
        return row;
    }

    private static Label text(Composite parent, String text) {
        Label label = new Label(parent, SWT.NONE);
        label.setText(text);
        return label;
    }

    private static Link link(Composite column, String text, Step step) {
        Link link = new Link(column, SWT.WRAP);
        link.setText(text);
        GridDataFactory.fillDefaults().hint(LINKS_WIDTH, SWT.DEFAULT).applyTo(link);
        link.addListener(SWT.Selection, event -> take(step));
        return link;
    }

    private static void take(Step step) {
        try {
            step.take();
        } catch (CommandException | CoreException e) {
            ILog.of(Welcome.class).error(e.getMessage(), e);
        }
    }

    /** A picture as large as its tile, whatever size it has. */
    private static Image scaled(Composite owner, URL file, int width, int height) {
        Image image = ImageDescriptor.createFromURL(file).createImage(true, owner.getDisplay());
        Image scaled = new Image(owner.getDisplay(), width, height);
        GC gc = new GC(scaled);
        gc.setAntialias(SWT.ON);
        gc.setInterpolation(SWT.HIGH);
        Rectangle size = image.getBounds();
        gc.drawImage(image, 0, 0, size.width, size.height, 0, 0, width, height);
        gc.dispose();
        image.dispose();
        owner.addListener(SWT.Dispose, event -> scaled.dispose());
        return scaled;
    }

    /** Goes out of the way of what a step opens in the window. */
    private void leave() {
        PlatformUI.getWorkbench().getIntroManager().closeIntro(this);
    }

    private static void run(String id, Map<String, String> parameters) throws CommandException {
        Command command = PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(id);
        PlatformUI.getWorkbench().getService(IHandlerService.class)
                .executeCommand(ParameterizedCommand.generateCommand(command, parameters), null);
    }
}

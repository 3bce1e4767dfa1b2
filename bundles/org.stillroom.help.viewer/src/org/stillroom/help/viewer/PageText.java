// SPDX-License-Identifier: EPL-2.0
package org.stillroom.help.viewer;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.events.MouseEvent;
import org.eclipse.swt.events.MouseListener;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

/** Shows a help page. Tab goes from link to link, Enter follows one. */
final class PageText {

    private static final int MARGIN = 12;
    private static final int LINE_SPACING = 3;
    private static final int ITEM = 22;
    /** The most that the first column of a table takes of the width. */
    private static final double COLUMN = 0.4;

    private final StyledText text;
    private final Consumer<String> follow;
    private final PagePictures pictures;
    private Page page = PageReader.read("");

    /** @param follow told of the link that was clicked */
    PageText(Composite parent, Consumer<String> follow) {
        this.follow = follow;
        text = new StyledText(parent, SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
        text.setMargins(MARGIN, MARGIN, MARGIN, MARGIN);
        text.setLineSpacing(LINE_SPACING);
        text.setCaret(null);
        text.addMouseListener(MouseListener.mouseUpAdapter(this::click));
        text.addListener(SWT.Traverse, this::traverse);
        pictures = new PagePictures(text);
        text.addListener(SWT.Resize, event -> {
            hang();
            pictures.fit();
        });
    }

    StyledText control() {
        return text;
    }

    /**
     * @param anchor the place to begin at; empty for the start
     * @param source of a picture by its name on the page; empty where it cannot be shown
     */
    void show(Page shown, String anchor, Function<String, Optional<ImageData>> source) {
        page = shown;
        text.setText(page.text());
        text.setStyleRanges(page.runs().stream().map(this::range).toArray(StyleRange[]::new));
        pictures.show(page.pictures(), source);
        hang();
        Integer at = page.anchors().get(anchor);
        if (at == null) {
            text.setTopPixel(0);
        } else {
            text.setTopIndex(text.getLineAtOffset(at));
        }
    }

    private StyleRange range(Page.Run run) {
        StyleRange range = new StyleRange();
        range.start = run.start();
        range.length = run.length();
        switch (run.look()) {
            case TITLE -> range.font = JFaceResources.getHeaderFont();
            case HEADING -> range.font = JFaceResources.getBannerFont();
            case BOLD -> range.fontStyle = SWT.BOLD;
            case ITALIC -> range.fontStyle = SWT.ITALIC;
            case CODE -> range.font = JFaceResources.getTextFont();
            case PLAIN -> { }
        }
        if (!run.href().isEmpty()) {
            range.underline = true;
            range.underlineStyle = SWT.UNDERLINE_LINK;
            range.data = run.href();
        }
        return range;
    }

    /** Gives lists and tables their columns, which go with the width. */
    private void hang() {
        int widest = 0;
        for (Page.Hanging line : page.lines()) {
            if (line.row()) {
                int end = page.text().indexOf('\t', line.start());
                int width = end <= line.start() ? 0 : text.getTextBounds(line.start(), end - 1).width;
                widest = Math.max(widest, width);
            }
        }
        int column = Math.min(widest + ITEM, (int) (text.getClientArea().width * COLUMN));
        for (Page.Hanging line : page.lines()) {
            int at = text.getLineAtOffset(line.start());
            int stop = line.row() ? column : ITEM;
            text.setLineTabStops(at, 1, new int[] {stop, 2 * stop, 3 * stop});
            text.setLineWrapIndent(at, 1, stop);
        }
    }

    private void click(MouseEvent event) {
        int at = text.getOffsetAtPoint(new Point(event.x, event.y));
        if (event.button == 1 && text.getSelectionCount() == 0 && at >= 0) {
            links().stream().filter(run -> at >= run.start() && at < run.start() + run.length()).findFirst()
                    .ifPresent(run -> follow.accept(run.href()));
        }
    }

    private void traverse(Event event) {
        int from = text.getSelection().x;
        int to = text.getSelection().y;
        switch (event.detail) {
            case SWT.TRAVERSE_RETURN -> links().stream()
                    .filter(run -> run.start() == from && run.start() + run.length() == to).findFirst()
                    .ifPresent(run -> follow.accept(run.href()));
            case SWT.TRAVERSE_TAB_NEXT -> select(event, links().stream().filter(run -> run.start() >= to
                    && run.start() + run.length() > to).findFirst().orElse(null));
            case SWT.TRAVERSE_TAB_PREVIOUS -> select(event, links().reversed().stream()
                    .filter(run -> run.start() < from).findFirst().orElse(null));
            default -> { }
        }
    }

    /** From the last link, Tab goes on to the next control. */
    private void select(Event event, Page.Run link) {
        event.doit = link == null;
        if (link == null) {
            text.setSelection(0);
            return;
        }
        text.setSelection(link.start(), link.start() + link.length());
        text.showSelection();
    }

    private List<Page.Run> links() {
        return page.runs().stream().filter(run -> !run.href().isEmpty()).toList();
    }
}

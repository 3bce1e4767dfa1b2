// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.stillroom.nodes.check.FolderSurvey;
import org.stillroom.workbench.services.Models;

/**
 * Says what is in model folders, one below the other. They are looked through in a job that can be stopped; what was
 * found is kept until somebody looks again.
 */
final class FoundInFolders {

    private static final Map<Path, FolderSurvey> KNOWN = new ConcurrentHashMap<>();
    private static final int LINES = 10;
    /** In letters. */
    private static final int WIDTH = 60;

    private final Text text;
    private final Button button;
    private final Display display;
    private List<Path> folders = List.of();
    private SurveyJob.News news;
    private Job job;

    FoundInFolders(Composite parent) {
        display = parent.getDisplay();
        Composite area = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(area);
        Label label = new Label(area, SWT.NONE);
        label.setText(Messages.FoundInFolders_label);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(label);
        button = new Button(area, SWT.PUSH);
        button.setText(Messages.FoundInFolders_again);
        button.addListener(SWT.Selection, event -> pressed());
        text = new Text(area, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL | SWT.BORDER);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, true)
                .hint(WIDTH * text.getLineHeight() / 2, LINES * text.getLineHeight()).applyTo(text);
        area.addDisposeListener(event -> stop());
    }

    /** Shows what is in these folders, and looks where that is not known. */
    void show(List<Path> changed) {
        folders = List.copyOf(changed);
        look();
    }

    String text() {
        return text.getText();
    }

    boolean looking() {
        return job != null;
    }

    private void pressed() {
        if (looking()) {
            stop();
            refresh();
        } else {
            folders.forEach(KNOWN::remove);
            Models.get().refresh();
            look();
        }
    }

    private void look() {
        stop();
        List<Path> open = folders.stream().filter(folder -> !KNOWN.containsKey(folder)).distinct().toList();
        if (!open.isEmpty()) {
            Job[] own = new Job[1];
            own[0] = new SurveyJob(open, told -> tell(own[0], told, open.getLast()));
            job = own[0];
            job.schedule();
        }
        refresh();
    }

    private void stop() {
        if (job != null) {
            job.cancel();
            job = null;
        }
        news = null;
    }

    private void tell(Job from, SurveyJob.News told, Path last) {
        told.found().ifPresent(found -> KNOWN.put(told.folder(), found));
        if (!display.isDisposed()) {
            display.asyncExec(() -> {
                if (job == from && !text.isDisposed()) {
                    news = told;
                    if (told.found().isPresent() && told.folder().equals(last)) {
                        job = null;
                    }
                    refresh();
                }
            });
        }
    }

    private void refresh() {
        if (text.isDisposed()) {
            return;
        }
        List<String> blocks = new ArrayList<>();
        for (Path folder : folders) {
            blocks.add(folder + "\n" + said(folder));
        }
        String all = folders.isEmpty() ? Messages.FoundInFolders_noFolders : String.join("\n\n", blocks);
        if (!all.equals(text.getText())) {
            int top = text.getTopIndex();
            text.setText(all);
            text.setTopIndex(top);
        }
        button.setText(looking() ? Messages.FoundInFolders_stop : Messages.FoundInFolders_again);
        button.setEnabled(!folders.isEmpty());
        button.getParent().layout();
    }

    private String said(Path folder) {
        FolderSurvey known = KNOWN.get(folder);
        if (known != null) {
            return SurveyText.of(known);
        }
        if (!looking()) {
            return Messages.FoundInFolders_stopped;
        }
        return news == null || !news.folder().equals(folder) ? Messages.FoundInFolders_waiting
                : news.total() == 0 ? Messages.FoundInFolders_looking
                : NLS.bind(Messages.FoundInFolders_progress, news.done(), news.total());
    }
}

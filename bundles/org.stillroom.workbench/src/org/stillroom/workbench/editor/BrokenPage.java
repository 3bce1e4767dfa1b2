// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.stillroom.graph.GraphFile;
import org.stillroom.workbench.services.Guard;

/** What the editor shows in place of the canvas for a file that cannot be opened: why, where, and what to do. */
final class BrokenPage {

    /** What the page's buttons do. */
    record Ways(Optional<Runnable> openAsText, Optional<Runnable> restoreAutosave, Runnable tryAgain) {}

    private static final Pattern LINE = Pattern.compile("line (\\d+)");
    private static final int LONGEST = 200;

    private final Composite page;

    /**
     * @param title in a few words
     * @param sentence what is wrong
     * @param lines the place in the file, or empty
     */
    BrokenPage(Composite parent, String title, String sentence, String lines, Ways ways) {
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(24, 24).spacing(0, 12).applyTo(page);
        Label heading = new Label(page, SWT.WRAP);
        heading.setFont(JFaceResources.getHeaderFont());
        heading.setText(title);
        fill(heading);
        Text message = new Text(page, SWT.READ_ONLY | SWT.WRAP | SWT.MULTI);
        message.setText(sentence);
        fill(message);
        if (!lines.isEmpty()) {
            Text place = new Text(page, SWT.READ_ONLY | SWT.MULTI | SWT.BORDER);
            place.setFont(JFaceResources.getTextFont());
            place.setText(lines);
            place.setMessage(Messages.BrokenPage_place);
            fill(place);
        }
        Composite buttons = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).applyTo(buttons);
        ways.openAsText().ifPresent(open -> button(buttons, Messages.BrokenPage_openAsText,
                Messages.BrokenPage_openAsTextTip, open));
        ways.restoreAutosave().ifPresent(restore -> button(buttons, Messages.BrokenPage_restore,
                Messages.BrokenPage_restoreTip, restore));
        button(buttons, Messages.BrokenPage_tryAgain, Messages.BrokenPage_tryAgainTip, ways.tryAgain());
    }

    Composite control() {
        return page;
    }

    /** The line that a {@code GraphFileException} names as its place; 0 if it names none. */
    static int line(String place) {
        Matcher found = LINE.matcher(place);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    /** The named line of a file with the two around it, numbered; empty if it cannot be read. */
    static String lines(Path file, int line) {
        try {
            if (line == 0 || Files.size(file) > GraphFile.MAX_BYTES) {
                return "";
            }
            List<String> all = Files.readString(file).lines().toList();
            StringBuilder shown = new StringBuilder();
            for (int i = Math.max(1, line - 1); i <= Math.min(all.size(), line + 1); i++) {
                String text = all.get(i - 1);
                shown.append(NLS.bind(Messages.BrokenPage_line, i, text.length() <= LONGEST ? text
                        : text.substring(0, LONGEST))).append('\n');
            }
            return shown.toString().stripTrailing();
        } catch (IOException e) {
            // the sentence above says why it cannot be read
            return "";
        }
    }

    private static void button(Composite parent, String label, String tip, Runnable action) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(label);
        button.setToolTipText(tip);
        button.addListener(SWT.Selection, event -> Guard.run(label, action));
    }

    private static void fill(Control control) {
        GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).applyTo(control);
    }
}

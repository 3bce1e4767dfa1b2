// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.stillroom.editor.canvas.GraphCanvas;
import org.stillroom.editor.export.CanvasPicture;
import org.stillroom.graph.io.AtomicFile;

/** Asks for a file and writes the canvas into it: as SVG, or as PNG at one of some scales. */
final class Exporting {

    private static final int[] PERCENT = {100, 200, 300};

    private final GraphCanvas canvas;

    Exporting(GraphCanvas canvas) {
        this.canvas = canvas;
    }

    void start() {
        FileDialog dialog = new FileDialog(canvas.control().getShell(), SWT.SAVE);
        String[] names = new String[PERCENT.length + 1];
        String[] extensions = new String[PERCENT.length + 1];
        for (int i = 0; i < PERCENT.length; i++) {
            names[i] = NLS.bind(Messages.exportPng, PERCENT[i]);
            extensions[i] = "*.png";
        }
        names[PERCENT.length] = Messages.exportSvg;
        extensions[PERCENT.length] = "*.svg";
        dialog.setText(Messages.exportFailedTitle);
        dialog.setFilterNames(names);
        dialog.setFilterExtensions(extensions);
        dialog.setFilterIndex(1);
        Optional<Path> graph = canvas.context().host().file();
        dialog.setFileName(name(graph));
        graph.map(Path::getParent).ifPresent(folder -> dialog.setFilterPath(folder.toString()));
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen != null) {
            int filter = Math.clamp(dialog.getFilterIndex(), 0, PERCENT.length);
            write(Path.of(chosen), filter < PERCENT.length ? PERCENT[filter] : 100);
        }
    }

    /** As the graph is called. */
    static String name(Optional<Path> graph) {
        String name = graph.map(file -> file.getFileName().toString()).orElse("graph");
        return name.replaceFirst("\\.stillroom$", "") + ".png";
    }

    /** The name's ending says which kind of file it is. */
    private void write(Path file, int percent) {
        Shell shell = canvas.control().getShell();
        try {
            CanvasPicture picture = new CanvasPicture(canvas);
            String name = file.getFileName().toString();
            boolean svg = name.toLowerCase(Locale.ROOT).endsWith(".svg");
            AtomicFile.write(file,
                    svg ? picture.svg(name.substring(0, name.length() - 4)) : picture.png(percent / 100.0));
        } catch (IOException e) {
            MessageDialog.openError(shell, Messages.exportFailedTitle,
                    NLS.bind(Messages.exportFailed, file, e.getMessage()));
        } catch (IllegalArgumentException e) {
            MessageDialog.openError(shell, Messages.exportFailedTitle, e.getMessage());
        }
    }
}

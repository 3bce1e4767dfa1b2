// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.training;

import static java.util.stream.Collectors.joining;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.stillroom.graph.io.AtomicFile;

/** The table loss.csv of a stage: one row a step. Rows after the checkpoint that is gone on from are dropped. */
final class LossTable implements AutoCloseable {

    static final String FILE = "loss.csv";

    private static final String HEAD = "step,loss,grad_norm,lr";

    private final BufferedWriter out;

    private LossTable(BufferedWriter out) {
        this.out = out;
    }

    /** @param last the last step whose row is kept */
    static LossTable open(Path folder, long last) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        List<String> kept = Files.exists(file)
                ? Files.readAllLines(file).stream().skip(1).filter(line -> step(line) <= last).toList() : List.of();
        AtomicFile.write(file, HEAD + "\n" + kept.stream().map(row -> row + "\n").collect(joining()));
        return new LossTable(Files.newBufferedWriter(file, StandardOpenOption.APPEND));
    }

    /** A row that a kill cut in two counts as after everything. */
    private static long step(String line) {
        String[] cells = line.split(",");
        try {
            return cells.length == 4 ? Long.parseLong(cells[0]) : Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    void add(long step, Stage.Result progress) throws IOException {
        out.write(String.format(Locale.ROOT, "%d,%.6g,%.6g,%.6g\n", step, progress.loss(), progress.gradNorm(),
                progress.rate()));
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

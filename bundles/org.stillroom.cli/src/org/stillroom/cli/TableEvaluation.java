// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stillroom.batch.table.Columns;
import org.stillroom.batch.table.Table;
import org.stillroom.batch.table.TableFormat;
import org.stillroom.evaluation.report.DrawnPictures;
import org.stillroom.evaluation.report.DrawnPictures.Sample;
import org.stillroom.evaluation.report.Evaluation;
import org.stillroom.evaluation.report.Measured;
import org.stillroom.evaluation.report.Measures;
import org.stillroom.graph.Ids;
import org.stillroom.torch.formats.CheckpointException;

/** Compares what a batch has drawn, by one of the values that it varied, such as the encoder. */
final class TableEvaluation {

    private static final String NAME = "encoders";
    private static final String PICTURES = "pictures";

    private final Path file;
    private final Table table;
    private final String by;

    private TableEvaluation(Path file, Table table, String by) {
        this.file = file;
        this.table = table;
        this.by = by;
    }

    /**
     * Reads the table of a batch.
     *
     * @param by the parameter to compare by; empty for the only one that has several values which are no numbers
     */
    static TableEvaluation open(Path file, Optional<String> by) throws CliException {
        if (!Files.exists(file)) {
            throw new CliException(ExitCode.MISSING, file + " is not there; check --table");
        }
        try {
            Table table = TableFormat.of(file).read(file);
            if (!table.columns().containsAll(Columns.ENDING) || !table.columns().contains(Columns.PROMPT)) {
                throw new CliException(ExitCode.FAILED, file + " is not the table of a batch; give the table.csv or "
                        + "table.parquet that stillroom batch has written");
            }
            checkSeconds(file, table);
            table = new Table(table.columns(), pictures(table));
            return new TableEvaluation(file, table, column(file, table, by));
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    /** Rows that differ in what stood beside the prompt alone are one picture. */
    private static List<Map<String, String>> pictures(Table table) {
        Set<String> keys = new HashSet<>();
        return table.rows().stream().filter(row -> !row.containsKey(Columns.KEY) || keys.add(row.get(Columns.KEY)))
                .toList();
    }

    /** Somebody may have edited the table. */
    private static void checkSeconds(Path file, Table table) throws CliException {
        for (int i = 0; i < table.rows().size(); i++) {
            String seconds = table.rows().get(i).getOrDefault(Columns.SECONDS, "");
            if (isDone(table.rows().get(i)) && !seconds.matches("[0-9]+(\\.[0-9]+)?(E-?[0-9]{1,3})?")) {
                throw new CliException(ExitCode.FAILED, file + ": row " + (i + 1) + " has \"" + Ids.shorten(seconds)
                        + "\" in the column " + Columns.SECONDS + ", and a number is expected; let the batch write "
                        + "the table again");
            }
        }
    }

    private static boolean isDone(Map<String, String> row) {
        return Columns.DONE.equals(row.get(Columns.STATUS));
    }

    private static String column(Path file, Table table, Optional<String> by) throws CliException {
        List<String> varied = places(table).stream().filter(name -> values(table, name).size() > 1).toList();
        if (by.isPresent()) {
            if (!varied.contains(by.get())) {
                throw new CliException(ExitCode.USAGE, "--by " + by.get() + ": " + file + " has no column of this name "
                        + "with several values; those it has are " + String.join(", ", varied));
            }
            return by.get();
        }
        List<String> named = varied.stream().filter(name -> table.kind(name) == Table.Kind.TEXT).toList();
        if (named.size() != 1) {
            throw new CliException(ExitCode.USAGE, file + (named.isEmpty() ? " has no parameter with several names as "
                    + "its values" : " has more than one parameter to compare by: " + String.join(", ", named))
                    + "; choose with --by NODE.PARAM");
        }
        return named.getFirst();
    }

    private static List<String> places(Table table) {
        return table.columns().stream().filter(name -> name.matches("[A-Za-z_][A-Za-z0-9_-]*\\.[A-Za-z0-9_]+")
                && !name.startsWith(Columns.CARRIED)).toList();
    }

    private static Set<String> values(Table table, String column) {
        return table.rows().stream().map(row -> row.getOrDefault(column, ""))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Measures, and writes what was found.
     *
     * @return lines for people
     */
    List<String> run(DrawnPictures.Instruments instruments, Evaluation.Watcher watcher, Path folder)
            throws CliException, CheckpointException {
        Map<String, List<Sample>> sets = sets();
        int each = sets.values().iterator().next().size();
        if (each == 0) {
            throw new CliException(ExitCode.FAILED, file + " has no prompt that was drawn with each value of " + by
                    + "; let the batch go on until it is done");
        }
        DrawnPictures.Found found = DrawnPictures.measure(sets, instruments, watcher);
        Table results = results(found.measures(), each);
        try {
            Files.createDirectories(folder);
            for (TableFormat format : TableFormat.installed()) {
                if (!format.endings().contains("json")) {
                    format.write(folder.resolve(NAME + "." + format.endings().getFirst()), results);
                }
            }
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "the table cannot be written to " + folder + ": " + e.getMessage()
                    + "; choose another folder with --out", e);
        }
        List<String> lines = new ArrayList<>(List.of(each + " pictures with each " + by));
        found.measures().forEach((set, measures) -> lines.add(set + ": " + measures.all().stream()
                .map(one -> one.key() + " " + one.unit().show(one.value())).collect(Collectors.joining(", "))));
        lines.addAll(found.remarks());
        return lines;
    }

    /** Where the numbers are. */
    static Path file(Path folder) {
        return folder.resolve(NAME + ".csv");
    }

    /** Pictures by value, those of the same prompt and other values at the same places; what one lacks, none has. */
    private Map<String, List<Sample>> sets() {
        List<String> others = places(table).stream().filter(name -> !name.equals(by)).toList();
        Map<List<String>, Map<String, Sample>> pairs = new LinkedHashMap<>();
        for (Map<String, String> row : table.rows()) {
            String files = row.getOrDefault(Columns.FILES, "");
            if (isDone(row) && !files.isEmpty()) {
                List<String> place = new ArrayList<>(List.of(row.getOrDefault(Columns.PROMPT, "")));
                others.forEach(name -> place.add(row.getOrDefault(name, "")));
                Path picture = file.resolveSibling(picture(files));
                pairs.computeIfAbsent(place, each -> new LinkedHashMap<>())
                        .put(row.getOrDefault(by, ""), new Sample(place.getFirst(), picture));
            }
        }
        Map<String, List<Sample>> sets = new LinkedHashMap<>();
        Set<String> all = values(table, by);
        all.forEach(value -> sets.put(value, pairs.values().stream().filter(pair -> pair.keySet().containsAll(all))
                .map(pair -> pair.get(value)).toList()));
        return sets;
    }

    /** The first picture, as a graph may write other files beside it. */
    private static String picture(String files) {
        List<String> all = List.of(files.split(Columns.BETWEEN_FILES, -1));
        return all.stream().filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".png")).findFirst()
                .orElse(all.getFirst());
    }

    private Table results(Map<String, Measures> measures, int each) {
        Set<String> columns = new LinkedHashSet<>(List.of(by, PICTURES, Columns.FAILED, Columns.SECONDS));
        List<Map<String, String>> rows = new ArrayList<>();
        measures.forEach((value, found) -> {
            List<Map<String, String>> drawn = table.rows().stream()
                    .filter(row -> row.getOrDefault(by, "").equals(value)).toList();
            Map<String, String> row = new LinkedHashMap<>();
            row.put(by, value);
            row.put(PICTURES, Integer.toString(each));
            row.put(Columns.FAILED, Long.toString(drawn.stream()
                    .filter(one -> Columns.FAILED.equals(one.get(Columns.STATUS))).count()));
            row.put(Columns.SECONDS, Double.toString(median(drawn)));
            for (Measured one : found.all()) {
                row.put(one.key(), Double.toString(one.value()));
                one.interval().ifPresent(interval -> {
                    row.put(one.key() + ".low", Double.toString(interval.low()));
                    row.put(one.key() + ".high", Double.toString(interval.high()));
                });
            }
            columns.addAll(row.keySet());
            rows.add(row);
        });
        return new Table(List.copyOf(columns), rows);
    }

    private static double median(List<Map<String, String>> rows) {
        double[] seconds = rows.stream().filter(TableEvaluation::isDone)
                .mapToDouble(row -> Double.parseDouble(row.get(Columns.SECONDS))).toArray();
        Arrays.sort(seconds);
        return seconds.length == 0 ? 0 : seconds[seconds.length / 2];
    }
}

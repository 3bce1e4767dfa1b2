// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.batch.table.Columns;
import org.stillroom.batch.table.Table;
import org.stillroom.batch.table.TableException;
import org.stillroom.batch.table.TableFormat;
import org.stillroom.graph.io.Utf8;

/**
 * A row of the file of prompts.
 *
 * @param values by {@code NODE.PARAM}, that of the prompt among them
 * @param labels what else stands in it, by column
 */
record PromptRow(String prompt, SortedMap<String, String> values, SortedMap<String, String> labels) {

    /** What the column of the prompts is called, by data sets that people have. */
    private static final List<String> NAMES = List.of("prompt", "text", "caption", "Prompt", "Text", "Caption");

    /** The one row of a job without prompts. */
    static PromptRow none() {
        return new PromptRow("", new TreeMap<>(), new TreeMap<>());
    }

    /** @throws BatchException if the file is not there, is no table of prompts, or names parameters that are not */
    static List<PromptRow> read(Path file, int most, Places places) throws BatchException {
        if (!Files.exists(file)) {
            throw new BatchException(BatchException.Kind.MISSING, file + " is not there; check the name of the file "
                    + "of prompts");
        }
        try {
            String ending = TableFormat.ending(file);
            return rows(file, ending.equals("txt") ? lines(file) : TableFormat.of(file).read(file), most, places);
        } catch (TableException e) {
            throw new BatchException(BatchException.Kind.FAILED, e.getMessage(), e);
        } catch (IOException e) {
            throw new BatchException(BatchException.Kind.FAILED, file + " cannot be read: " + e.getMessage()
                    + "; check its permissions", e);
        }
    }

    private static Table lines(Path file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : Utf8.decode(file, TableFormat.bytes(file)).lines().toList()) {
            if (!line.isBlank()) {
                TableFormat.checkRows(file, rows.size() + 1L);
                rows.add(Map.of(NAMES.getFirst(), line.strip()));
            }
        }
        return new Table(List.of(NAMES.getFirst()), rows);
    }

    private static List<PromptRow> rows(Path file, Table table, int most, Places places)
            throws BatchException, TableException {
        if (table.rows().isEmpty()) {
            throw new TableException(file + " has no prompt; give one in each row.");
        }
        boolean batch = table.columns().containsAll(Columns.ENDING);
        // that of a batch with the graph's own prompt is there and empty
        Optional<String> column = table.firstOf(NAMES).filter(name -> !batch || !name.equals(Columns.PROMPT)
                || table.rows().stream().anyMatch(row -> !row.getOrDefault(name, "").isBlank()));
        Optional<String> place = column.isEmpty() ? Optional.empty() : Optional.of(places.prompt().toString());
        Map<String, Place> set = new LinkedHashMap<>();
        Map<String, String> by = new LinkedHashMap<>();
        place.ifPresent(at -> by.put(at, column.get()));
        for (String name : table.columns()) {
            Optional<Place> at = column.equals(Optional.of(name)) ? Optional.empty() : places.column(name);
            if (at.isPresent()) {
                String other = by.put(at.get().toString(), name);
                if (other != null) {
                    throw new TableException(file + " has values of " + at.get() + " in two columns, " + other + " and "
                            + name + "; remove one.");
                }
                set.put(name, at.get());
            }
        }
        if (column.isEmpty() && set.isEmpty()) {
            throw new TableException(file + " has the columns " + String.join(", ", table.columns())
                    + ", and none is called prompt, text or caption, or NODE.PARAM; rename the one with the prompts.");
        }
        // the table of another batch: what came of it then is nothing to carry along
        Set<String> told = new HashSet<>(batch ? Columns.ENDING : Set.of());
        if (batch && column.isEmpty()) {
            told.add(Columns.PROMPT);
        }
        List<PromptRow> rows = new ArrayList<>();
        for (Map<String, String> row : table.rows().subList(0, Math.min(most, table.rows().size()))) {
            if (column.isPresent() && row.getOrDefault(column.get(), "").isBlank()) {
                throw new TableException(file + ": row " + (rows.size() + 1) + " has nothing in the column "
                        + column.get() + "; give it a prompt, or remove it.");
            }
            PromptRow read = row(row, column, place, set);
            read.labels().keySet().removeAll(told);
            rows.add(read);
        }
        return rows;
    }

    private static PromptRow row(Map<String, String> row, Optional<String> column, Optional<String> place,
            Map<String, Place> set) {
        SortedMap<String, String> values = new TreeMap<>();
        SortedMap<String, String> labels = new TreeMap<>();
        row.forEach((name, value) -> {
            if (set.containsKey(name)) {
                values.put(set.get(name).toString(), value);
            } else if (!column.equals(Optional.of(name))) {
                labels.put(name, value);
            }
        });
        String prompt = column.map(row::get).orElse("");
        place.ifPresent(at -> values.put(at, prompt));
        return new PromptRow(prompt, values, labels);
    }
}

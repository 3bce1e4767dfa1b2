// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.Job;
import org.stillroom.batch.table.Columns;
import org.stillroom.batch.table.Table;

/** Puts the table of a batch together. */
final class Rows {

    private Rows() {
    }

    static Table table(Job job, Map<String, Outcome> outcomes) {
        Set<String> labels = new TreeSet<>();
        Set<String> metrics = new TreeSet<>();
        List<Map<String, String>> rows = new ArrayList<>();
        for (Item item : job.items()) {
            Outcome outcome = outcomes.get(item.key());
            if (outcome != null) {
                metrics.addAll(outcome.metrics().keySet());
                for (Map<String, String> beside : item.labels()) {
                    beside.keySet().forEach(name -> labels.add(label(name)));
                    rows.add(row(item, beside, outcome));
                }
            }
        }
        Set<String> columns = new LinkedHashSet<>(List.of(Columns.PROMPT));
        columns.addAll(job.places());
        columns.addAll(labels);
        columns.addAll(metrics);
        columns.addAll(Columns.ENDING);
        return new Table(List.copyOf(columns), rows);
    }

    private static Map<String, String> row(Item item, Map<String, String> labels, Outcome outcome) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put(Columns.PROMPT, item.prompt());
        row.putAll(item.values());
        labels.forEach((name, value) -> row.put(label(name), value));
        outcome.metrics().forEach((name, value) -> row.put(name, Double.toString(value)));
        row.put(Columns.STATUS, outcome.ok() ? Columns.DONE : Columns.FAILED);
        row.put(Columns.FILES, String.join(Columns.BETWEEN_FILES, outcome.files().keySet()));
        row.put(Columns.SECONDS, Double.toString(outcome.seconds()));
        row.put(Columns.ATTEMPTS, Integer.toString(outcome.attempts()));
        row.put(Columns.EXECUTOR, outcome.executor());
        row.put(Columns.THREADS, Integer.toString(outcome.threads()));
        row.put(Columns.DEVICE, outcome.device());
        row.put(Columns.FINISHED, outcome.finished());
        row.put(Columns.ERROR, outcome.error());
        row.put(Columns.KEY, outcome.key());
        return row;
    }

    /** A column of the file of prompts that is called as one of ours gets another name. */
    private static String label(String name) {
        return Columns.taken(name) ? Columns.CARRIED + name : name;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.graph.io.Utf8;

/**
 * Values separated by commas as RFC 4180 has them, with a heading; by tabulators in a file that ends with .tsv, and
 * elsewhere also by semicolons or tabulators where the heading has these and no comma. An empty value is a missing one.
 */
final class CsvFormat implements TableFormat {

    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.EMPTY_STRING_AS_NULL,
                    CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            // the file is forced to disk when all is written
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    @Override
    public List<String> endings() {
        return List.of("csv", "tsv");
    }

    @Override
    public Table read(Path file) throws IOException {
        String text = Utf8.decode(file, TableFormat.bytes(file));
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(isTabs(file) ? '\t' : separator(text));
        try (MappingIterator<List<String>> rows = MAPPER.readerForListOf(String.class).with(schema).readValues(text)) {
            if (!rows.hasNext()) {
                throw new TableException(file + " is empty; give names of columns, and rows below them.");
            }
            List<String> columns = columns(file, rows.next());
            List<List<String>> all = new ArrayList<>();
            while (rows.hasNext()) {
                List<String> values = rows.next();
                TableFormat.checkRows(file, all.size() + 1L);
                if (values.size() != columns.size()) {
                    throw new TableException(file + ": row " + (all.size() + 1) + ", which ends in line "
                            + rows.getCurrentLocation().getLineNr() + ", has " + values.size() + " values, and the "
                            + "heading has " + columns.size() + "; put texts with separators in them into quotes.");
                }
                all.add(values);
            }
            return Table.of(columns, all);
        } catch (JsonProcessingException e) {
            throw damaged(file, e);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof JsonProcessingException cause) {
                throw damaged(file, cause);
            }
            throw e;
        }
    }

    private static TableException damaged(Path file, JsonProcessingException e) {
        return new TableException(file + " cannot be read as CSV: " + e.getOriginalMessage() + " in line "
                + e.getLocation().getLineNr() + "; correct it.", e);
    }

    private static List<String> columns(Path file, List<String> heading) throws TableException {
        List<String> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : heading) {
            if (name == null || name.isBlank()) {
                throw new TableException(file + ": column " + (columns.size() + 1) + " has no name; give it one in "
                        + "the first line.");
            }
            if (!seen.add(name.strip())) {
                throw new TableException(file + " has two columns \"" + name.strip() + "\"; rename one.");
            }
            columns.add(name.strip());
        }
        return columns;
    }

    private static boolean isTabs(Path file) {
        return TableFormat.ending(file).equals("tsv");
    }

    private static char separator(String text) {
        String heading = text.lines().findFirst().orElse("");
        if (heading.indexOf(',') < 0) {
            for (char other : new char[] {'\t', ';'}) {
                if (heading.indexOf(other) >= 0) {
                    return other;
                }
            }
        }
        return ',';
    }

    @Override
    public void write(Path file, Table table) throws IOException {
        CsvSchema schema = CsvSchema.emptySchema()
                .withColumnSeparator(isTabs(file) ? '\t' : ',');
        AtomicFile.write(file, channel -> {
            try (SequenceWriter writer = MAPPER.writerFor(List.class).with(schema)
                    .writeValues(Channels.newOutputStream(channel))) {
                writer.write(table.columns());
                for (var row : table.rows()) {
                    writer.write(table.columns().stream().map(column -> row.getOrDefault(column, "")).toList());
                }
            }
        });
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.graph.io.Utf8;

/** JSON objects, one a line or in a list; a text in place of an object is a prompt. */
final class JsonFormat implements TableFormat {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final String PROMPT = "prompt";

    @Override
    public List<String> endings() {
        return List.of("jsonl", "ndjson", "json");
    }

    @Override
    public Table read(Path file) throws IOException {
        String text = Utf8.decode(file, TableFormat.bytes(file));
        Set<String> columns = new LinkedHashSet<>();
        List<Map<String, String>> rows = new ArrayList<>();
        try (MappingIterator<JsonNode> nodes = MAPPER.readerFor(JsonNode.class).readValues(text)) {
            while (nodes.hasNextValue()) {
                JsonNode node = nodes.nextValue();
                TableFormat.checkRows(file, rows.size() + 1L);
                Map<String, String> row = new LinkedHashMap<>();
                if (node.isTextual()) {
                    row.put(PROMPT, node.textValue());
                } else if (node.isObject()) {
                    node.properties().stream().filter(value -> !value.getValue().isNull())
                            .forEach(value -> row.put(value.getKey(), text(value.getValue())));
                } else {
                    throw new TableException(file + ": entry " + (rows.size() + 1) + " is neither an object nor a "
                            + "text; give {\"prompt\": \"a cat\"} or \"a cat\".");
                }
                columns.addAll(row.keySet());
                rows.add(row);
            }
        } catch (JsonProcessingException e) {
            throw new TableException(file + " is not valid JSON: " + e.getOriginalMessage() + " in line "
                    + e.getLocation().getLineNr() + "; correct it.", e);
        }
        return new Table(List.copyOf(columns), rows);
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    @Override
    public void write(Path file, Table table) throws IOException {
        AtomicFile.write(file, channel -> {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            for (Map<String, String> row : table.rows()) {
                ObjectNode object = MAPPER.createObjectNode();
                table.columns().stream().filter(row::containsKey).forEach(name -> object.put(name, row.get(name)));
                out.write((object + "\n").getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        });
    }
}

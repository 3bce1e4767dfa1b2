// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.stillroom.batch.table.Table;
import org.stillroom.batch.table.TableException;
import org.stillroom.batch.table.TableFormat;
import org.stillroom.graph.io.AtomicFile;

/**
 * Parquet with flat columns of texts, numbers, decimals, booleans, dates and times; nested ones, such as pictures in a
 * data set of Hugging Face, are passed over unread, and bytes that are no text are refused. Pages are written with
 * Zstandard; with Snappy, parquet-java makes new Javas warn of what it does.
 */
public final class ParquetFormat implements TableFormat {

    @Override
    public List<String> endings() {
        return List.of("parquet");
    }

    @Override
    public Table read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new TableException(file + " is not " + (Files.exists(file) ? "a file; choose one."
                    : "there; check its name."));
        }
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            TableFormat.checkRows(file, reader.getRecordCount());
            MessageType schema = flat(reader.getFileMetaData().getSchema());
            List<String> columns = schema.getFields().stream().map(Type::getName).toList();
            List<Map<String, String>> rows = new ArrayList<>();
            if (!columns.isEmpty()) {
                reader.setRequestedSchema(schema);
                read(file, reader, schema, columns, rows);
            }
            return new Table(columns, rows);
        } catch (TableException e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError e) {
            // what is damaged is told of in many ways, and so is a codec that is not here
            throw new TableException(file + " cannot be read as Parquet: " + e.getMessage() + "; write it again, or "
                    + "give CSV.", e);
        }
    }

    private static MessageType flat(MessageType schema) {
        List<Type> flat = schema.getFields().stream()
                .filter(field -> field.isPrimitive() && !field.isRepetition(Type.Repetition.REPEATED)).toList();
        return new MessageType(schema.getName(), flat);
    }

    private static void read(Path file, ParquetFileReader reader, MessageType schema, List<String> columns,
            List<Map<String, String>> rows) throws IOException {
        List<ColumnText> texts = IntStream.range(0, columns.size())
                .mapToObj(field -> new ColumnText(file, field, schema.getType(field).asPrimitiveType())).toList();
        MessageColumnIO columnIo = new ColumnIOFactory().getColumnIO(schema);
        for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
            RecordReader<Group> records = columnIo.getRecordReader(pages, new GroupRecordConverter(schema));
            for (long i = 0; i < pages.getRowCount(); i++) {
                Group group = records.read();
                Map<String, String> row = new LinkedHashMap<>();
                for (int field = 0; field < columns.size(); field++) {
                    if (group.getFieldRepetitionCount(field) > 0) {
                        row.put(columns.get(field), texts.get(field).of(group, rows.size() + 1L));
                    }
                }
                rows.add(row);
            }
        }
    }

    @Override
    public void write(Path file, Table table) throws IOException {
        Map<String, Table.Kind> kinds = new LinkedHashMap<>();
        table.columns().forEach(column -> kinds.put(column, table.kind(column)));
        Types.MessageTypeBuilder types = Types.buildMessage();
        kinds.forEach((column, kind) -> types.addField(type(kind).named(column)));
        MessageType schema = types.named("table");
        AtomicFile.write(file, channel -> {
            try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new ChannelOutput(file, channel))
                    .withType(schema).withCompressionCodec(CompressionCodecName.ZSTD).build()) {
                for (Map<String, String> row : table.rows()) {
                    writer.write(group(schema, kinds, row));
                }
            }
        });
    }

    private static Types.PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> type(Table.Kind kind) {
        return switch (kind) {
            case INTEGER -> Types.optional(PrimitiveTypeName.INT64);
            case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE);
            case TEXT -> Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType());
        };
    }

    private static Group group(MessageType schema, Map<String, Table.Kind> kinds, Map<String, String> row) {
        Group group = new SimpleGroup(schema);
        kinds.forEach((column, kind) -> {
            String value = row.get(column);
            if (value != null) {
                switch (kind) {
                    case INTEGER -> group.add(column, Long.parseLong(value));
                    case NUMBER -> group.add(column, Double.parseDouble(value));
                    case TEXT -> group.add(column, value);
                }
            }
        });
        return group;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.batch.table.Table;
import org.stillroom.batch.table.TableFormat;

class TableTest {

    @TempDir
    Path folder;

    private Table read(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return TableFormat.of(file).read(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.csv", "table.tsv", "table.jsonl", "table.parquet"})
    void whatIsWrittenComesBack(String name) throws IOException {
        List<String> columns = List.of("prompt", "noise.seed", "strength", "score", "note");
        Map<String, String> full = new LinkedHashMap<>();
        full.put("prompt", "a sign, \"HELLO\"\nin two lines; and a tab\there");
        full.put("noise.seed", "18446744073709551615");
        full.put("strength", "0.25");
        full.put("score", "-12");
        full.put("note", "\u00fc\ud83d\ude00");
        Table table = new Table(columns, List.of(full, Map.of("prompt", "a cat", "score", "7")));
        Path file = folder.resolve(name);
        TableFormat.of(file).write(file, table);
        Table again = TableFormat.of(file).read(file);
        assertEquals(table.rows(), again.rows());
        // JSON has no heading
        assertEquals(columns, again.columns());
    }

    @Test
    void columnsOfNumbersAreNumbersInParquet() throws IOException {
        Table table = new Table(List.of("a", "b", "c", "d"), List.of(
                Map.of("a", "1", "b", "1", "c", "007", "d", "9223372036854775808"),
                Map.of("a", "-5", "b", "2.5e-3", "c", "8", "d", "1")));
        assertEquals(List.of(Table.Kind.INTEGER, Table.Kind.NUMBER, Table.Kind.TEXT, Table.Kind.TEXT),
                table.columns().stream().map(table::kind).toList());
        Path file = folder.resolve("t.parquet");
        TableFormat.of(file).write(file, table);
        Table again = TableFormat.of(file).read(file);
        assertEquals("0.0025", again.rows().get(1).get("b"));
        assertEquals("007", again.rows().get(0).get("c"));
        assertEquals("-5", again.rows().get(1).get("a"));
        assertEquals("9223372036854775808", again.rows().get(0).get("d"));
    }

    @Test
    void whatANumberWouldNotGiveBackStaysAText() {
        for (String value : List.of("1.50", "0.12345678901234567890", "1e400", "100.00", "1.")) {
            assertEquals(Table.Kind.TEXT, new Table(List.of("a"), List.of(Map.of("a", value))).kind("a"), value);
        }
        for (String value : List.of("1.5", "0.1", "1.0", "1.7976931348623157E308", "NaN")) {
            assertEquals(Table.Kind.NUMBER, new Table(List.of("a"), List.of(Map.of("a", value))).kind("a"), value);
        }
    }

    /** A column with one value, as other programs write it. */
    private Path parquet(Type type, Consumer<Group> value) throws IOException {
        Path file = folder.resolve("other.parquet");
        Files.deleteIfExists(file);
        MessageType schema = new MessageType("other", Types.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType()).named("prompt"), type);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(schema)
                .withCompressionCodec(CompressionCodecName.ZSTD).build()) {
            Group group = new SimpleGroup(schema);
            group.add("prompt", "a cat");
            value.accept(group);
            writer.write(group);
        }
        return file;
    }

    private void assertRead(String expected, Type type, Consumer<Group> value) throws IOException {
        Path file = parquet(type, value);
        assertEquals(expected, TableFormat.of(file).read(file).rows().getFirst().get("x"), type.toString());
    }

    @Test
    void datesTimesAndDecimalsOfParquetAreReadAsTheyAreMeant() throws IOException {
        assertRead("2026-11-30", Types.required(PrimitiveTypeName.INT32).as(LogicalTypeAnnotation.dateType())
                .named("x"), group -> group.add("x", 20787));
        assertRead("12.50", Types.required(PrimitiveTypeName.INT64).as(LogicalTypeAnnotation.decimalType(2, 9))
                .named("x"), group -> group.add("x", 1250L));
        assertRead("-0.03", Types.required(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.decimalType(2, 9))
                .named("x"), group -> group.add("x", Binary.fromConstantByteArray(new byte[] {-3})));
        assertRead("2026-11-30T12:00:00.000000+0000", Types.required(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS)).named("x"),
                group -> group.add("x", 1_796_040_000_000_000L));
        assertRead("2026-11-30T00:00:01", Types.required(PrimitiveTypeName.INT96).named("x"),
                group -> group.add("x", new NanoTime(2_461_375, 1_000_000_000L)));
        assertRead("3000000000", Types.required(PrimitiveTypeName.INT32)
                .as(LogicalTypeAnnotation.intType(32, false)).named("x"),
                group -> group.add("x", (int) 3_000_000_000L));
    }

    @Test
    void moreRowsThanAreReadAreRefusedUnread() throws IOException {
        Path file = folder.resolve("many.parquet");
        MessageType schema = new MessageType("many", Types.required(PrimitiveTypeName.BOOLEAN).named("x"));
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(schema)
                .build()) {
            Group group = new SimpleGroup(schema);
            group.add("x", true);
            for (int i = 0; i <= TableFormat.MOST_ROWS; i++) {
                writer.write(group);
            }
        }
        IOException e = assertThrows(IOException.class, () -> TableFormat.of(file).read(file));
        assertTrue(e.getMessage().startsWith(file + " has more than 1000000 rows"), e.getMessage());
    }

    @Test
    void bytesOfParquetAreReadWhereTheyAreAText() throws IOException {
        PrimitiveType plain = Types.required(PrimitiveTypeName.BINARY).named("x");
        assertRead("M\u00fcnchen", plain, group -> group.add("x", Binary.fromString("M\u00fcnchen")));
        Path file = parquet(plain, group -> group.add("x", Binary.fromConstantByteArray(new byte[] {(byte) 0xff})));
        IOException e = assertThrows(IOException.class, () -> TableFormat.of(file).read(file));
        assertTrue(e.getMessage().startsWith(file + ": the column x has bytes that are no text in UTF-8 (required "
                + "binary x), first in row 1"), e.getMessage());
    }

    @Test
    void csvIsReadAsPeopleWriteIt() throws IOException {
        assertEquals(List.of(Map.of("prompt", "a", "seed", "1"), Map.of("prompt", "b")),
                read("a.csv", "\ufeffprompt;seed\r\na;1\r\n\r\nb;\r\n").rows());
        assertEquals("x, y", read("b.tsv", "prompt\tseed\nx, y\t1\n").rows().getFirst().get("prompt"));
        assertEquals("x, y; z", read("c.tsv", "prompt\nx, y; z\n").rows().getFirst().get("prompt"));
    }

    @Test
    void jsonIsReadInLinesAndLists() throws IOException {
        Table lines = read("a.jsonl", "{\"prompt\":\"a\",\"seed\":7}\n\n\"b\"\n{\"tags\":[1,2],\"none\":null}\n");
        assertEquals(List.of("prompt", "seed", "tags"), lines.columns());
        assertEquals(List.of(Map.of("prompt", "a", "seed", "7"), Map.of("prompt", "b"), Map.of("tags", "[1,2]")),
                lines.rows());
        assertEquals(2, read("b.json", "[\"a\", {\"prompt\": \"b\"}]").rows().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a.csv | prompt,seed\\na,1,2 | row 1, which ends in line 2, has 3 values",
        "a.csv | prompt,prompt\\na,b | two columns \"prompt\"",
        "a.csv | prompt,\\na,b | column 2 has no name",
        "a.csv | '' | is empty",
        "a.csv | prompt\\n\"a | cannot be read as CSV",
        "a.jsonl | {\"prompt\": \"a\"}\\n{\"prompt\" | is not valid JSON",
        "a.jsonl | {\"a\": 1, \"a\": 2} | Duplicate",
        "a.jsonl | 7 | neither an object nor a text",
        "a.parquet | not at all | cannot be read as Parquet",
        "csv | prompt | no table that can be read here",
        "a.xlsx | x | no table that can be read here; name one that ends with .csv"})
    void whatIsWrongIsNamed(String name, String text, String expected) {
        IOException e = assertThrows(IOException.class, () -> read(name, text.replace("\\n", "\n")));
        assertTrue(e.getMessage().contains(expected) && e.getMessage().contains(name), e.getMessage());
    }

    @Test
    void aByteThatIsNotUtf8IsNamed() throws IOException {
        Path file = Files.write(folder.resolve("a.csv"),
                "prompt\nM\u00fcnchen\n".getBytes(StandardCharsets.ISO_8859_1));
        IOException e = assertThrows(IOException.class, () -> TableFormat.of(file).read(file));
        assertTrue(e.getMessage().contains("line 2") && e.getMessage().contains("0xFC"), e.getMessage());
    }

    @Test
    void aTableThatIsNotThereIsMissing() {
        for (String name : List.of("no.csv", "no.parquet")) {
            Path file = folder.resolve(name);
            IOException e = assertThrows(IOException.class, () -> TableFormat.of(file).read(file));
            assertTrue(e.getMessage().contains("is not there"), e.getMessage());
        }
    }
}

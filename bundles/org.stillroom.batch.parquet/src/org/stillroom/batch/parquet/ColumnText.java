// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.JulianFields;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.stillroom.batch.table.TableException;

/**
 * What a value of a column is as a text: dates and times as ISO 8601 has them, decimals with all their digits, and
 * bytes where they are a text in UTF-8.
 */
final class ColumnText {

    private final Path file;
    private final int field;
    private final PrimitiveType type;
    private final boolean text;

    /**
     * A column of a file.
     *
     * @param field its number among those that are read
     */
    ColumnText(Path file, int field, PrimitiveType type) {
        this.file = file;
        this.field = field;
        this.type = type;
        LogicalTypeAnnotation meant = type.getLogicalTypeAnnotation();
        this.text = type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY && (meant == null
                || meant instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                || meant instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation
                || meant instanceof LogicalTypeAnnotation.JsonLogicalTypeAnnotation);
    }

    /**
     * The value of a row that has one.
     *
     * @param row counted from 1, for messages
     * @throws TableException if it is bytes that are no text
     */
    String of(Group group, long row) throws TableException {
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> type.stringifier().stringify(group.getBoolean(field, 0));
            case INT32 -> type.stringifier().stringify(group.getInteger(field, 0));
            case INT64 -> type.stringifier().stringify(group.getLong(field, 0));
            case FLOAT -> type.stringifier().stringify(group.getFloat(field, 0));
            case DOUBLE -> type.stringifier().stringify(group.getDouble(field, 0));
            case INT96 -> time(group.getInt96(field, 0));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> text ? text(group.getBinary(field, 0), row)
                    : meant(group.getBinary(field, 0), row);
        };
    }

    private String text(Binary value, long row) throws TableException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(value.toByteBuffer()).toString();
        } catch (CharacterCodingException e) {
            throw bytes(row);
        }
    }

    private String meant(Binary value, long row) throws TableException {
        LogicalTypeAnnotation meant = type.getLogicalTypeAnnotation();
        if (meant instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation
                || meant instanceof LogicalTypeAnnotation.UUIDLogicalTypeAnnotation
                || meant instanceof LogicalTypeAnnotation.Float16LogicalTypeAnnotation) {
            return type.stringifier().stringify(value);
        }
        throw bytes(row);
    }

    private TableException bytes(long row) {
        return new TableException(file + ": the column " + type.getName() + " has bytes that are no text in UTF-8 ("
                + type + "), first in row " + row + "; write the file without this column, or with texts in it.");
    }

    /** As Hive, Impala and older Sparks write it: nanoseconds of the day, and then the Julian day. */
    private static String time(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        LocalTime time = LocalTime.ofNanoOfDay(bytes.getLong());
        return LocalDateTime.of(LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, bytes.getInt()), time).toString();
    }
}

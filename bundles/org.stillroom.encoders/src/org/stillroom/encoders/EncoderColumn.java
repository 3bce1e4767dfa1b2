// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.Comparator;
import java.util.function.ToLongFunction;
import org.stillroom.diffusion.files.ListedEncoder.Sound;
import org.stillroom.torch.formats.DType;

/** A column of the list of encoders. */
enum EncoderColumn {

    NAME(Messages.EncoderColumn_name, 50),
    PARAMETERS(Messages.EncoderColumn_parameters, 15),
    BFLOAT16(Messages.EncoderColumn_memoryHalf, 19),
    FLOAT32(Messages.EncoderColumn_memoryFull, 19),
    WIDTH(Messages.EncoderColumn_width, 9),
    LAYERS(Messages.EncoderColumn_layers, 9),
    VOCABULARY(Messages.EncoderColumn_vocabulary, 15),
    FITS(Messages.EncoderColumn_fits, 26);

    private final String title;
    private final int weight;

    EncoderColumn(String title, int weight) {
        this.title = title;
        this.weight = weight;
    }

    String title() {
        return title;
    }

    /** Share of the width. */
    int weight() {
        return weight;
    }

    /** Whether it holds numbers, which stand to the right. */
    boolean numeric() {
        return this != NAME && this != FITS;
    }

    String text(EncoderRow row) {
        return switch (this) {
            case NAME -> row.name();
            case FITS -> mark(row.fit()) + " " + row.verdict();
            default -> row.sound().map(this::text).orElse("");
        };
    }

    private static String mark(EncoderRow.Fit fit) {
        return switch (fit) {
            case FITS -> "✓";
            case UNKNOWN -> "–";
            case DIFFERS, BROKEN -> "✗";
        };
    }

    private String text(Sound encoder) {
        return switch (this) {
            case PARAMETERS -> Sizes.count(encoder.parameters());
            case BFLOAT16 -> Sizes.bytes(encoder.bytesIn(DType.BF16));
            case FLOAT32 -> Sizes.bytes(encoder.bytesIn(DType.F32));
            default -> Long.toString(number(encoder));
        };
    }

    Comparator<EncoderRow> order() {
        return switch (this) {
            case NAME -> Comparator.comparing(EncoderRow::name, String.CASE_INSENSITIVE_ORDER);
            case FITS -> Comparator.comparing(EncoderRow::fit);
            default -> Comparator.comparingLong(numbers());
        };
    }

    private ToLongFunction<EncoderRow> numbers() {
        return row -> row.sound().map(this::number).orElse(-1L);
    }

    private long number(Sound encoder) {
        return switch (this) {
            case WIDTH -> encoder.width();
            case LAYERS -> encoder.config().layers();
            case VOCABULARY -> encoder.config().vocabSize();
            default -> encoder.parameters();
        };
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** A kind of file that tables are in. A further one is a class that is named in {@code META-INF/services}. */
public interface TableFormat {

    /** Rows that are read of a file. */
    int MOST_ROWS = 1_000_000;
    /** Bytes that are read of a file which has to be in memory as a whole. */
    long MOST_BYTES = 500_000_000;

    /** How names of files end, without the dot and in lower case, the usual one first. */
    List<String> endings();

    /** @throws TableException if it is not such a table, naming the row */
    Table read(Path file) throws IOException;

    /** Writes the file whole or not at all. */
    void write(Path file, Table table) throws IOException;

    /** All that are installed, those of this bundle first. */
    static List<TableFormat> installed() {
        List<TableFormat> formats = new ArrayList<>(List.of(new CsvFormat(), new JsonFormat()));
        ServiceLoader.load(TableFormat.class, TableFormat.class.getClassLoader()).forEach(formats::add);
        return formats;
    }

    /**
     * The format that a file's name stands for.
     *
     * @throws TableException if it is none that is installed
     */
    static TableFormat of(Path file) throws TableException {
        String ending = ending(file);
        for (TableFormat format : installed()) {
            if (format.endings().contains(ending)) {
                return format;
            }
        }
        throw new TableException(file + " is no table that can be read here; name one that ends with "
                + installed().stream().flatMap(format -> format.endings().stream()).map(each -> "." + each)
                        .collect(Collectors.joining(", "))
                + (ending.equals("parquet") ? ". For Parquet, install the batch feature of Stillroom." : "."));
    }

    /** The end of a file's name, in lower case; empty for none. */
    static String ending(Path file) {
        // the root of all folders has no name
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * All of a file.
     *
     * @throws TableException if there is no such file, or it is larger than {@link #MOST_BYTES}
     */
    static byte[] bytes(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new TableException(file + " is not there; check its name.");
        }
        if (!Files.isRegularFile(file)) {
            throw new TableException(file + " is not a file; choose a table.");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new TableException(file + " has " + Files.size(file) + " bytes, more than the " + MOST_BYTES
                    + " that are read at once; use a part of it, or Parquet.");
        }
        return Files.readAllBytes(file);
    }

    /** @throws TableException if there are more rows than are read */
    static void checkRows(Path file, long rows) throws TableException {
        if (rows > MOST_ROWS) {
            throw new TableException(file + " has more than " + MOST_ROWS + " rows; use a part of it.");
        }
    }
}

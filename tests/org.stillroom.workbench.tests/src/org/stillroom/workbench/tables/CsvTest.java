// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables in files of whoever wrote them. */
class CsvTest {

    @Test
    void whatSaveTableWritesIsRead() throws Exception {
        Csv csv = Csv.parse("node,measure,value\na,\"words, \"\"right\"\"\",0.5\nb,\"two\nlines\",1\n");
        assertEquals(List.of("node", "measure", "value"), csv.head());
        assertEquals(List.of(List.of("a", "words, \"right\"", "0.5"), List.of("b", "two\nlines", "1")), csv.rows());
    }

    @Test
    void otherSeparatorsAndLineEndsAreRead() throws Exception {
        assertEquals(List.of(List.of("1,5", "x")), Csv.parse("\ufeffa;b\r\n1,5;x\r\n").rows());
        assertEquals(List.of(List.of("1", "")), Csv.parse("a\tb\n1").rows());
    }

    @Test
    void rowsAreAsLongAsTheLongest() throws Exception {
        Csv csv = Csv.parse("a\n1,2,3\n\n4");
        assertEquals(List.of("a", "", ""), csv.head());
        assertEquals(List.of(List.of("1", "2", "3"), List.of("4", "", "")), csv.rows());
    }

    @Test
    void nothingIsATableToo() throws Exception {
        assertEquals(new Csv(List.of(), List.of()), Csv.parse(""));
        assertEquals(new Csv(List.of(), List.of()), Csv.parse("\n\n"));
        assertEquals(List.of("open"), Csv.parse("\"open").head());
    }

    @Test
    void whatNoTableIsAndWhatIsTooLargeIsRefused() {
        assertThrows(IOException.class, () -> Csv.parse("GIF89a\0\1\2"));
        assertThrows(IOException.class, () -> Csv.parse(",".repeat(Csv.MOST_COLUMNS)));
        String wide = "1" + ",2".repeat(Csv.MOST_COLUMNS - 1) + "\n";
        assertThrows(IOException.class, () -> Csv.parse(wide + "3\n".repeat(Csv.MOST_CELLS / Csv.MOST_COLUMNS)));
    }

    @Test
    void numbersAreSortedBySizeBeforeTextsAndEmptyCells() {
        List<List<String>> rows = new ArrayList<>();
        for (String cell : List.of("b", "10", "", "A", "9", "-1e3")) {
            rows.add(List.of(cell));
        }
        rows.sort(new CellOrder(0));
        assertEquals(List.of("-1e3", "9", "10", "A", "b", ""), rows.stream().map(List::getFirst).toList());
    }
}

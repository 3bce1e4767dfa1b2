// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.evaluation.report.Contact;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.test.nodes.FakeContext;

/** What nodes that measure show of it. */
class ShownNumbersTest {

    @TempDir
    Path folder;

    private static Numbers numbers(String measure, double value) {
        return Numbers.of(new Numbers.Row(measure, Quantity.share(value), 10, "only ten"));
    }

    private Shown.Table saved(Numbers a, Numbers b) throws Exception {
        try (FakeContext context = new FakeContext("saveTable", folder)) {
            context.graph = Graph.EMPTY.with(Node.of(context.nodeId, "org.stillroom.saveTable")
                    .withInput("a", PortRef.parse("teacher.numbers")).withInput("b", PortRef.parse("student.numbers")));
            context.in("a", a).in("b", b).execute();
            return assertInstanceOf(Shown.Table.class, context.shown.orElseThrow());
        }
    }

    @Test
    void numbersAreATableWithTheirUnits() {
        assertEquals(new Shown.Table(List.of(),
                List.of(new Shown.Row("words right", List.of(Quantity.share(0.5)), "only ten"))),
                numbers("words right", 0.5).shown());
    }

    @Test
    void theSameMeasuresStandSideBySide() throws Exception {
        Shown.Table table = saved(numbers("words right", 0.5), numbers("words right", 0.25));
        assertEquals(List.of("teacher", "student"), table.columns());
        assertEquals(List.of("words right 50.0 % / 25.0 %"), table.rows().stream().map(Shown.Row::words).toList());
    }

    @Test
    void otherMeasuresStandBelowEachOther() throws Exception {
        Shown.Table table = saved(numbers("words right", 0.5), numbers("pictures right", 0.25));
        assertEquals(List.of("teacher", "words right 50.0 %", "student", "pictures right 25.0 %"),
                table.rows().stream().map(Shown.Row::words).toList());
    }

    @Test
    void aSheetHasTheFirstPicturesAndSaysHowManyThereAre() {
        RgbImage small = new RgbImage(16, 16, new byte[3 * 16 * 16]);
        Shown.Picture few = Contact.shown(Collections.nCopies(3, small));
        assertEquals("3 pictures of 16 x 16 pixels", few.words());
        assertEquals(2 * 18, few.picture().width());
        RgbImage large = new RgbImage(512, 256, new byte[3 * 512 * 256]);
        Shown.Picture many = Contact.shown(Collections.nCopies(100, large));
        assertEquals("64 of 100 pictures of 512 x 256 pixels", many.words());
        assertEquals(8 * 130, many.picture().width());
        assertEquals(8 * 66, many.picture().height());
    }
}

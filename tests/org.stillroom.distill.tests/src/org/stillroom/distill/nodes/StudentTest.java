// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.stillroom.distill.vision.StudentSize;
import org.stillroom.distill.vision.StudentStart;

/** What a port that gives a student says of it. */
class StudentTest {

    @Test
    void aStudentIsShownByItsSizeAndBeginning() {
        assertEquals("8 layers of width 512, with random weights",
                new Student(new StudentStart.Random(StudentSize.SMALL)).shown().words());
        assertEquals("1 layer of width 32, with the teacher's words", new Student(
                new StudentStart.TeacherEmbeddings(new StudentSize(32, 8, 64, 1, 4))).shown().words());
        assertEquals("as t5-base", new Student(new StudentStart.Existing(Path.of("models", "t5-base"))).shown()
                .words());
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.distill.vision.StudentSize;
import org.stillroom.distill.vision.StudentStart;
import org.stillroom.nodes.contract.Showable;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Specified;

/**
 * A student that has not learned yet.
 *
 * @param start what it begins with
 */
public record Student(StudentStart start) implements Specified, Showable {

    @Override
    public Shown shown() {
        return new Shown.Words(switch (start) {
            case StudentStart.Random(StudentSize size) -> words(size) + ", with random weights";
            case StudentStart.TeacherEmbeddings(StudentSize size) -> words(size) + ", with the teacher's words";
            case StudentStart.Existing(Path model) -> "as " + model.getFileName();
        });
    }

    private static String words(StudentSize size) {
        return size.layers() + (size.layers() == 1 ? " layer" : " layers") + " of width " + size.dModel();
    }

    @Override
    public Optional<Spec> spec(Optional<Spec> said) {
        return Optional.of(new Info(start));
    }

    /** @param start what it begins with */
    public record Info(StudentStart start) implements Spec {
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import java.nio.file.Path;
import java.util.Optional;
import org.stillroom.distill.vision.TeacherSizes;
import org.stillroom.nodes.contract.Showable;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Specified;

/**
 * A FLUX pipeline to learn from.
 *
 * @param sizes what its students must fit
 */
public record Teacher(TeacherSizes sizes) implements Specified, Showable {

    /** In diffusers' layout. */
    public Path folder() {
        return sizes.pipeline();
    }

    @Override
    public Shown shown() {
        return new Shown.Words(folder().getFileName() + ", text of width " + sizes.width());
    }

    @Override
    public Optional<Spec> spec(Optional<Spec> said) {
        return Optional.of(new Info(sizes));
    }

    /** @param sizes what its students must fit */
    public record Info(TeacherSizes sizes) implements Spec {
    }
}

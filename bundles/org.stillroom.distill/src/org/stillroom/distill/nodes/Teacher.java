// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import java.nio.file.Path;
import org.stillroom.distill.vision.TeacherSizes;
import org.stillroom.nodes.contract.Spec;

/**
 * A FLUX pipeline to learn from.
 *
 * @param folder in diffusers' layout
 */
public record Teacher(Path folder) {

    /** @param sizes what its students must fit */
    public record Info(TeacherSizes sizes) implements Spec {
    }
}

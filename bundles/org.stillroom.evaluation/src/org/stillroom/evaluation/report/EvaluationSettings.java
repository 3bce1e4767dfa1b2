// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stillroom.evaluation.measures.EvaluationException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;

/**
 * What to compare and how.
 *
 * @param family model folder in diffusers' layout, with the teacher as text_encoder_2
 * @param students encoders that are compared with the teacher; may be none
 * @param run folder of pictures and report; made if it is not there
 * @param dtype the numbers that encoders and transformer are computed with
 * @param clip folder of a CLIP model for the CLIP score
 * @param inception weights of InceptionV3 as safetensors; without it the family's autoencoder gives features
 * @param references folder of real pictures; without it the world's, where prompts are its captions
 */
public record EvaluationSettings(Path family, List<Contender> students, PromptPlan plan, Drawing drawing, Path run,
        Device device, DType dtype, Optional<Path> clip, Optional<Path> inception, Optional<Path> references) {

    /** @throws EvaluationException if two encoders have the same name, or there is nothing to draw */
    public EvaluationSettings {
        students = List.copyOf(students);
        Set<String> names = new HashSet<>(Set.of(Contender.teacher(family).name(), Row.REAL));
        for (Contender student : students) {
            if (!names.add(student.name())) {
                throw new EvaluationException("Two encoders are called " + student.name() + ", the second is "
                        + student.model() + "; give each folder a name of its own.");
            }
        }
        if (plan.measured().isEmpty()) {
            throw new EvaluationException("There is no prompt to draw; give at least one.");
        }
    }

    /** What computes, and in which numbers where those are not the usual ones. */
    String computing() {
        return dtype == device.dtype() ? device.toString() : device + ", " + dtype;
    }

    /** The teacher, then the students. */
    List<Contender> contenders() {
        List<Contender> all = new ArrayList<>(List.of(Contender.teacher(family)));
        all.addAll(students);
        return all;
    }
}

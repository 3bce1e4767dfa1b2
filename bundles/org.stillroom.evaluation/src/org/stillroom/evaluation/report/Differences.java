// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillroom.diffusion.pipeline.EncoderDifference;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.torch.formats.CheckpointException;

/** Measures on a few prompts how far students are from their teacher: in their texts, and in what comes of them. */
final class Differences {

    /** Of which each takes as long as two pictures. */
    private static final int PROMPTS = 32;

    private final EvaluationSettings settings;
    private final Evaluation.Watcher watcher;

    Differences(EvaluationSettings settings, Evaluation.Watcher watcher) {
        this.settings = settings;
        this.watcher = watcher;
    }

    /** Adds what it finds of each student to its measures, which are by name. */
    void measure(Painter painter, Map<String, Measures> measures) throws CheckpointException {
        if (settings.students().isEmpty()) {
            return;
        }
        try (T5Encoder teacher = load(Contender.teacher(settings.family()))) {
            for (Contender student : settings.students()) {
                try (T5Encoder encoder = load(student)) {
                    measures.get(student.name()).add(measure(painter, teacher, encoder,
                            "difference of " + student.name()));
                }
            }
        }
    }

    private T5Encoder load(Contender contender) throws CheckpointException {
        return T5Encoder.load(contender.model(), settings.device(), settings.dtype(), watcher);
    }

    private List<Measured> measure(Painter painter, T5Encoder teacher, T5Encoder student, String work)
            throws CheckpointException {
        List<Wanted> all = settings.plan().measured().stream().limit(PROMPTS).toList();
        double embedding = 0;
        double velocity = 0;
        int batch = settings.drawing().batch();
        for (int done = 0; done < all.size(); done += batch) {
            watcher.step(work, done, all.size());
            List<Wanted> some = all.subList(done, Math.min(done + batch, all.size()));
            EncoderDifference found = painter.difference(some, teacher, student, settings.drawing(), watcher);
            embedding += some.size() * found.embedding();
            velocity += some.size() * found.velocity();
        }
        watcher.step(work, all.size(), all.size());
        return List.of(mean(Keys.EMBEDDING, embedding, all.size()), mean(Keys.VELOCITY, velocity, all.size()));
    }

    private static Measured mean(String key, double sum, int count) {
        return new Measured(key, Unit.NUMBER, sum / count, Optional.empty(), count);
    }
}

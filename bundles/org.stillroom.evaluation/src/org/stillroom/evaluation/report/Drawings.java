// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;

/** The pictures of an evaluation: those of the encoders, and real ones where the world can draw them itself. */
final class Drawings {

    private final EvaluationSettings settings;
    private final Evaluation.Watcher watcher;
    private final Map<String, PictureStore> stores = new LinkedHashMap<>();

    Drawings(EvaluationSettings settings, Evaluation.Watcher watcher) {
        this.settings = settings;
        this.watcher = watcher;
    }

    /** Draws what is not there yet, with each encoder. */
    void draw(Family family, Painter painter) throws CheckpointException {
        for (Contender contender : settings.contenders()) {
            stores.put(contender.name(), PictureStore.open(settings.run(), contender.name(),
                    family.settings(contender, settings.drawing(), settings.computing())));
        }
        for (Contender contender : settings.contenders()) {
            draw(painter, contender, stores.get(contender.name()));
        }
    }

    private void draw(Painter painter, Contender contender, PictureStore store) throws CheckpointException {
        String work = "draw " + contender.name();
        List<Wanted> all = Stream.concat(settings.plan().measured().stream(), settings.plan().gallery().stream())
                .distinct().toList();
        List<Wanted> missing = all.stream().filter(wanted -> !store.has(wanted)).toList();
        int done = all.size() - missing.size();
        watcher.step(work, done, all.size());
        if (missing.isEmpty()) {
            return;
        }
        try (T5Encoder encoder = T5Encoder.load(contender.model(), settings.device(), settings.dtype(),
                watcher)) {
            int batch = settings.drawing().batch();
            for (int first = 0; first < missing.size(); first += batch) {
                watcher.checkCancelled();
                List<Wanted> some = missing.subList(first, Math.min(first + batch, missing.size()));
                List<RgbImage> pictures = painter.draw(some, encoder, settings.drawing(), watcher);
                for (int i = 0; i < some.size(); i++) {
                    store.write(some.get(i), pictures.get(i));
                }
                done += some.size();
                watcher.step(work, done, all.size());
            }
        }
    }

    /** Whether the world can draw what is wanted itself. */
    boolean real() {
        return settings.plan().measured().stream().allMatch(wanted -> wanted.scene().isPresent());
    }

    /** @param row name of an encoder, or {@link Row#REAL} */
    PictureSet pictures(String row) {
        List<Wanted> measured = settings.plan().measured();
        return stores.containsKey(row) ? PictureSet.drawn(measured, stores.get(row)) : PictureSet.real(measured, 1, 1);
    }

    /** As {@link Report#gallery} has them. */
    List<List<Optional<RgbImage>>> gallery() {
        List<List<Optional<RgbImage>>> gallery = new ArrayList<>();
        for (Wanted wanted : settings.plan().gallery()) {
            List<Optional<RgbImage>> pictures = new ArrayList<>();
            stores.values().forEach(store -> pictures.add(store.find(wanted)));
            if (real()) {
                pictures.add(wanted.scene().map(scene -> PictureSet.real(List.of(wanted), 1, 1).at().apply(0)));
            }
            gallery.add(pictures);
        }
        return gallery;
    }
}

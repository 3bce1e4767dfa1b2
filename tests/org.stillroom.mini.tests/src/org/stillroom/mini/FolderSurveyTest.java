// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.FolderSurvey;
import org.stillroom.nodes.check.FolderSurvey.Program;
import org.stillroom.nodes.check.FolderSurvey.State;

/** What is said of a model folder. */
class FolderSurveyTest {

    private static final NodeCatalog CATALOG = NodeCatalog.fromClassPath(FolderSurveyTest.class.getClassLoader());

    @TempDir
    private Path models;

    private static FolderSurvey of(Path folder) {
        return FolderSurvey.of(folder, CATALOG, Progress.NONE);
    }

    @Test
    void modelsAreCountedByKindAndTheirFilesOnce() throws Exception {
        MiniFamily.write(models.resolve(MiniFamily.NAME));
        AtomicLong last = new AtomicLong(-1);
        FolderSurvey survey = FolderSurvey.of(models, CATALOG, Progress.of((done, total) -> {
            assertTrue(done > last.getAndSet(done) && done < total, done + " of " + total);
        }));
        assertEquals(State.HAS_MODELS, survey.state());
        assertEquals(Program.NONE, survey.program());
        assertEquals(survey.models(), last.get() + 1);
        assertEquals(survey.models(), survey.labels().values().stream().mapToInt(Integer::intValue).sum());
        assertTrue(survey.labels().keySet().stream().anyMatch(label -> label.contains("T5")),
                survey.labels().toString());
        assertTrue(survey.labels().values().stream().anyMatch(count -> count > 1), "two T5 encoders or tokenizers");
        assertTrue(survey.bytes() > 0 && survey.bytes() <= size(models), survey.bytes() + " of " + size(models));
        assertEquals(0, survey.unusable());
        // the same models seen from an installation of ComfyUI, and once more by a link
        Path comfy = Files.createDirectories(models.resolve("elsewhere/ComfyUI"));
        Files.createDirectories(comfy.resolve("custom_nodes"));
        Files.createSymbolicLink(Files.createDirectories(comfy.resolve("models")).resolve("mini"),
                models.resolve(MiniFamily.NAME));
        FolderSurvey installed = of(comfy);
        assertEquals(Program.COMFY_UI, installed.program());
        assertEquals(Program.COMFY_UI, of(comfy.resolve("models")).program());
    }

    @Test
    void aCacheOfHuggingFaceIsOne() throws Exception {
        Path snapshot = Files.createDirectories(models.resolve("hub/models--own--t5/snapshots/abc"));
        Files.writeString(snapshot.resolve("config.json"), "{}");
        FolderSurvey survey = of(models);
        assertEquals(Program.HUGGING_FACE, survey.program());
        assertEquals(1, survey.models());
    }

    @Test
    void whatCannotBeUsedIsCounted() throws Exception {
        Files.writeString(models.resolve("old.ckpt"), "a pickle");
        Files.writeString(models.resolve("page.safetensors"), "<!DOCTYPE html><html></html>");
        FolderSurvey survey = of(models);
        assertEquals(2, survey.models());
        assertEquals(2, survey.unusable());
    }

    @Test
    void whyThereIsNothingIsSaid() throws Exception {
        assertEquals(State.EMPTY, of(models).state());
        assertEquals(State.NOT_THERE, of(models.resolve("none")).state());
        Files.writeString(models.resolve("readme.txt"), "no model");
        assertEquals(State.HAS_NONE, of(models).state());
        assertEquals(State.NO_FOLDER, of(models.resolve("readme.txt")).state());
    }

    @Test
    void itCanBeStopped() throws Exception {
        MiniFamily.write(models.resolve(MiniFamily.NAME));
        assertThrows(CancellationException.class, () -> FolderSurvey.of(models, CATALOG, () -> {
            throw new CancellationException();
        }));
        assertFalse(of(models).labels().isEmpty());
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> {
                try {
                    return Files.size(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).sum();
        }
    }
}

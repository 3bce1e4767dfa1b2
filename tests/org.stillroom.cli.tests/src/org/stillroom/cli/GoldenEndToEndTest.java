// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole graphs by the command line, from stored noise to the PNG file, against the pictures that diffusers and
 * transformers drew. Another encoder is one {@code --set}.
 */
class GoldenEndToEndTest {

    private static final Path SHARED = Path.of(System.getProperty("stillroom.shared", "../../../shared/data"))
            .toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @BeforeEach
    void needSharedData() {
        assumeTrue(Files.isDirectory(SHARED.resolve("golden")), "the shared folder's data is not here");
    }

    @ParameterizedTest
    @CsvSource({"teacher,4", "teacher,20", "tiny-t5-small,4", "tiny-t5-small,20", "tiny-t5-base,4", "tiny-t5-base,20"})
    void flux(String encoder, int steps) throws IOException {
        assertGolden("flux.stillroom", "e2e-tiny-flux-dev-" + encoder + "-" + steps, changes(encoder, steps));
    }

    @ParameterizedTest
    @CsvSource({"teacher,4", "teacher,20", "tiny-t5-small,4", "tiny-t5-small,20", "tiny-t5-base,4", "tiny-t5-base,20"})
    void sd3(String encoder, int steps) throws IOException {
        assertGolden("sd3.stillroom", "e2e-tiny-sd3-" + encoder + "-" + steps, changes(encoder, steps));
    }

    @Test
    void sd3WithoutT5() throws IOException {
        assertGolden("sd3-no-t5.stillroom", "e2e-tiny-sd3-no-t5-4", List.of());
    }

    @Test
    void fluxWithTheTinyAutoencoder() throws IOException {
        assertGolden("flux.stillroom", "e2e-tiny-flux-dev-taef1-4",
                List.of("vae_decoder.model=vae/taef1_decoder.safetensors"));
    }

    @Test
    void fluxFromASingleFileInTheOriginalLayout() throws IOException {
        assertGolden("flux.stillroom", "e2e-tiny-flux-dev-teacher-4",
                List.of("denoiser.model=single-file/tiny-flux-dev-bfl.safetensors"));
    }

    @Test
    void aStreamedEncoderDrawsTheSamePicture() throws IOException {
        assertGolden("flux.stillroom", "e2e-tiny-flux-dev-tiny-t5-base-4",
                List.of("t5_encoder.memory=stream", "t5_encoder.model=encoders/tiny-t5-base"));
    }

    @Test
    void aPictureCanBeRunAgainAndDiffersInNothing() throws IOException {
        List<String> changes = List.of("denoiser.steps=4");
        Path picture = assertGolden("flux.stillroom", "e2e-tiny-flux-dev-teacher-4", changes);
        Path kept = Files.move(picture, folder.resolve("drawn.png"));
        Cli cli = new Cli(folder);
        Cli.Ended diff = cli.run("diff", "--no-layout", "flux.stillroom", "drawn.png");
        assertEquals(0, diff.code(), diff.toString());
        assertTrue(diff.out().contains("noise"), "the noise file was set for the run: " + diff.out());
        Cli.Ended again = cli.run("run", "drawn.png", "--models", SHARED.toString());
        assertEquals(0, again.code(), again.toString());
        GoldenPicture.assertSame(kept, picture);
    }

    @Test
    void aStudentOfTheWrongWidthIsRefusedBeforeAnythingIsRead() {
        Cli cli = new Cli(folder);
        cli.graph("flux.stillroom");
        Cli.Ended ended = cli.run("run", "flux.stillroom", "--models", SHARED.toString(), "--set",
                "noise.file=" + golden("e2e-tiny-flux-dev-teacher-4.safetensors"), "--set",
                "denoiser.model=pipelines/tiny-flux-dev/text_encoder_2");
        assertEquals(1, ended.code(), ended.toString());
        assertTrue(ended.err().contains("error: denoiser.model: "), ended.err());
    }

    private static List<String> changes(String encoder, int steps) {
        List<String> changes = new ArrayList<>(List.of("denoiser.steps=" + steps));
        if (!encoder.equals("teacher")) {
            changes.add("t5_encoder.model=encoders/" + encoder);
        }
        return changes;
    }

    private Path assertGolden(String graph, String golden, List<String> changes) throws IOException {
        Cli cli = new Cli(folder);
        cli.graph(graph);
        List<String> arguments = new ArrayList<>(List.of("run", graph, "--models", SHARED.toString(), "--set",
                "noise.file=" + golden(golden + ".safetensors")));
        changes.forEach(change -> arguments.addAll(List.of("--set", change)));
        Cli.Ended ended = cli.run(arguments.toArray(String[]::new));
        assertEquals(0, ended.code(), ended.toString());
        Path picture = Path.of(ended.out().strip());
        GoldenPicture.assertSame(golden(golden + ".png"), picture);
        return picture;
    }

    private static Path golden(String file) {
        return SHARED.resolve("golden").resolve(file);
    }
}

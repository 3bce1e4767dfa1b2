// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

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

    /** ComfyUI's own folders, in which nobody has put anything for Stillroom. */
    @Test
    void fluxFromTheFilesOfAComfyUi() throws IOException {
        Path pipeline = SHARED.resolve("pipelines/tiny-flux-dev");
        Path comfy = folder.resolve("ComfyUI");
        copy(pipeline.resolve("text_encoder_2/model.safetensors"), comfy.resolve("models/clip/t5xxl.safetensors"));
        for (String ending : List.of(".safetensors", ".json")) {
            copy(SHARED.resolve("single-file/tiny-flux-dev-bfl" + ending), comfy.resolve("models/unet/flux" + ending));
        }
        for (String file : List.of("config.json", "model.safetensors")) {
            copy(pipeline.resolve("text_encoder").resolve(file), comfy.resolve("models/clip/clip_l").resolve(file));
        }
        for (String file : List.of("config.json", "diffusion_pytorch_model.safetensors")) {
            copy(pipeline.resolve("vae").resolve(file), comfy.resolve("models/vae/ae").resolve(file));
        }
        copyComfyTokenizers(comfy);
        Path models = comfy.resolve("models");
        String golden = "e2e-tiny-flux-dev-teacher-4";
        List<String> changes = List.of("t5_tokenizer.model=", "clip_tokenizer.model=", "t5_encoder.model="
                + "clip/t5xxl.safetensors", "clip_encoder.model=clip/clip_l", "denoiser.model=unet/flux.safetensors",
                "vae_decoder.model=vae/ae");
        assertGolden("flux.stillroom", golden, changes, models);

        Cli.Ended checked = run("check", "flux.stillroom", changes, models, golden);
        assertEquals(0, checked.code(), checked.toString());
        assertTrue(checked.out().contains("note: t5_tokenizer.model: none is chosen, and "
                + "\"ComfyUI/comfy/text_encoders/t5_tokenizer\" was found"), checked.out());
        assertTrue(checked.out().contains("\"ComfyUI/comfy/sd1_tokenizer\" was found"), checked.out());
        String picture = Files.readString(Path.of(run("run", "flux.stillroom", changes, models, golden).out().strip()),
                StandardCharsets.ISO_8859_1);
        assertTrue(picture.contains("\"ComfyUI/comfy/sd1_tokenizer\":{\"merges.txt\":\""), "no checksums");
    }

    /** Everything from one file, which lies where another program has it; the installation itself is named. */
    @Test
    void fluxFromAnAllInOneCheckpointOfAComfyUi() throws Exception {
        Path comfy = folder.resolve("ComfyUI");
        Path pipeline = SHARED.resolve("pipelines/tiny-flux-dev");
        Path single = SHARED.resolve("models/single-file/tiny-flux-dev-vae-ldm");
        SortedMap<String, Tensor> all = new TreeMap<>();
        Map.of("model.diffusion_model.", SHARED.resolve("single-file/tiny-flux-dev-bfl.safetensors"),
                "text_encoders.t5xxl.transformer.", pipeline.resolve("text_encoder_2/model.safetensors"),
                "text_encoders.clip_l.transformer.", pipeline.resolve("text_encoder/model.safetensors"),
                "vae.", Path.of(single + ".safetensors")).forEach((prefix, file) -> read(file).forEach((name, tensor) ->
                        all.put(prefix + name, tensor)));
        Path folders = Files.createDirectories(folder.resolve("webui/models/Stable-diffusion"));
        SafetensorsWriter.write(folders.resolve("flux1-dev.safetensors"), all, Map.of());
        all.values().forEach(Tensor::close);
        // what the shapes of so small a model do not tell
        ObjectMapper json = new ObjectMapper();
        ObjectNode configs = (ObjectNode) json.readTree(SHARED.resolve("single-file/tiny-flux-dev-bfl.json").toFile());
        configs.setAll((ObjectNode) json.readTree(new File(single + ".json")));
        configs.set("clip_l_config", json.readTree(pipeline.resolve("text_encoder/config.json").toFile()));
        json.writeValue(folders.resolve("flux1-dev.json").toFile(), configs);
        Files.createDirectories(comfy.resolve("models"));
        Files.writeString(comfy.resolve("extra_model_paths.yaml"),
                "a111:\n  base_path: ../webui\n  checkpoints: models/Stable-diffusion\n");
        copyComfyTokenizers(comfy);
        String file = ".model=checkpoints/flux1-dev.safetensors";
        assertGolden("flux.stillroom", "e2e-tiny-flux-dev-teacher-4", List.of("t5_tokenizer.model=",
                "clip_tokenizer.model=", "t5_encoder" + file, "clip_encoder" + file, "denoiser" + file,
                "vae_decoder" + file), comfy);
        Cli.Ended listed = new Cli(folder).run("models", comfy.toString());
        assertEquals(0, listed.code(), listed.toString());
        assertTrue(listed.out().replaceAll(" +", " ").matches("(?s).* checkpoints/flux1-dev.safetensors all-in-one "
                + "checkpoint \\(FLUX.1 dev transformer, T5 encoder, CLIP-L text encoder, FLUX.1 VAE\\) .* for CLIP "
                + "Encoder \\(Encoder\\), Denoiser \\(Transformer\\),.* VAE Encoder \\(VAE\\).*"), listed.out());
    }

    private static SortedMap<String, Tensor> read(Path file) {
        try {
            return WeightLoader.readAll(file);
        } catch (CheckpointException e) {
            throw new AssertionError(e);
        }
    }

    /** CLIP-L and CLIP-G find the same vocabulary, and pad with other tokens. */
    @Test
    void sd3WithTheTokenizersOfAComfyUi() throws IOException {
        Path comfy = folder.resolve("ComfyUI");
        for (String part : List.of("text_encoder", "text_encoder_2", "text_encoder_3", "transformer", "vae")) {
            for (Path file : files(SHARED.resolve("pipelines/tiny-sd3").resolve(part))) {
                copy(file, comfy.resolve("models").resolve(part).resolve(file.getFileName()));
            }
        }
        copyComfyTokenizers(comfy);
        assertGolden("sd3.stillroom", "e2e-tiny-sd3-teacher-4", List.of("t5_tokenizer.model=",
                "clip_l_tokenizer.model=", "clip_g_tokenizer.model=", "t5_tokenizer.length=0",
                "t5_encoder.model=text_encoder_3", "clip_l_encoder.model=text_encoder",
                "clip_g_encoder.model=text_encoder_2", "denoiser.model=transformer", "vae_decoder.model=vae",
                "denoiser.steps=4"), comfy.resolve("models"));
    }

    @Test
    void thePipelinesOwnTokenizersAreFound() throws IOException {
        assertGolden("flux.stillroom", "e2e-tiny-flux-dev-teacher-4",
                List.of("t5_tokenizer.model=", "clip_tokenizer.model="));
    }

    private static void copyComfyTokenizers(Path comfy) throws IOException {
        for (Path file : files(SHARED.resolve("pipelines/tiny-flux-dev/tokenizer_2"))) {
            copy(file, comfy.resolve("comfy/text_encoders/t5_tokenizer").resolve(file.getFileName()));
        }
        for (Path file : files(SHARED.resolve("pipelines/tiny-flux-dev/tokenizer"))) {
            copy(file, comfy.resolve("comfy/sd1_tokenizer").resolve(file.getFileName()));
        }
    }

    private static List<Path> files(Path from) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            return files.toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
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
        return assertGolden(graph, golden, changes, SHARED);
    }

    private Path assertGolden(String graph, String golden, List<String> changes, Path models) throws IOException {
        new Cli(folder).graph(graph);
        Cli.Ended ended = run("run", graph, changes, models, golden);
        assertEquals(0, ended.code(), ended.toString());
        Path picture = Path.of(ended.out().strip());
        GoldenPicture.assertSame(golden(golden + ".png"), picture);
        return picture;
    }

    private Cli.Ended run(String command, String graph, List<String> changes, Path models, String golden) {
        List<String> arguments = new ArrayList<>(List.of(command, graph, "--models", models.toString(), "--set",
                "noise.file=" + golden(golden + ".safetensors")));
        changes.forEach(change -> arguments.addAll(List.of("--set", change)));
        return new Cli(folder).run(arguments.toArray(String[]::new));
    }

    private static Path golden(String file) {
        return SHARED.resolve("golden").resolve(file);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.values.ClipEmbedding;
import org.stillroom.diffusion.values.Latent;
import org.stillroom.diffusion.values.LatentSpace;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.diffusion.values.TextEmbedding;
import org.stillroom.diffusion.values.TokenIds;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.test.TestData;
import org.stillroom.test.nodes.FakeContext;
import org.stillroom.torch.runtime.Tensor;

/** Each node takes what it asks for from one file, and what a file does not say follows from what is wired. */
class AllInOneNodesTest {

    private static final String FILE = "sd3.safetensors";
    private static final String CASE = "sd3-aio-incl-clips-t5";
    /** Says neither by its name nor by a config whose it is. */
    private static final String VAE = "vae.safetensors";

    @TempDir
    private Path folder;

    @BeforeEach
    void copyAndSayWhatShapesOfSoSmallModelsDoNot() throws Exception {
        ObjectNode configs = JsonNodeFactory.instance.objectNode();
        for (JsonNode each : TestData.json(TestData.shared("weights/cases.json")).path("cases")) {
            if (each.path("case").asText().equals(CASE)) {
                Files.copy(TestData.shared("weights/" + each.path("file").asText()), folder.resolve(FILE));
                for (Map.Entry<String, JsonNode> part : each.path("outputs").properties()) {
                    configs.set(part.getKey() + "_config", TestData.json(TestData.shared("weights/inputs/"
                            + part.getValue().path("model").asText() + ".json")).path("config"));
                }
            }
        }
        Files.writeString(folder.resolve("sd3.json"), configs.toString());
        Files.copy(TestData.shared("models/single-file/tiny-sd3-vae-ldm.safetensors"), folder.resolve(VAE));
        ObjectNode vae = (ObjectNode) TestData.json(TestData.shared("models/single-file/tiny-sd3-vae-ldm.json"));
        ((ObjectNode) vae.path("vae_config")).remove(List.of("scaling_factor", "shift_factor"));
        Files.writeString(folder.resolve("vae.json"), vae.toString());
    }

    private FakeContext node(String type, String model) {
        return new FakeContext(type, folder).set("model", model);
    }

    /** A graph in which a denoiser reads what the node puts out. */
    private static Graph read(String output, String... inputs) {
        Node denoiser = Node.of("denoiser", "org.stillroom.denoiser")
                .withParameter("model", JsonNodeFactory.instance.textNode(FILE));
        for (String input : inputs) {
            denoiser = denoiser.withInput(input, new PortRef("node", output));
        }
        return Graph.EMPTY.with(denoiser);
    }

    @Test
    void t5AndVaeAreTaken() throws Exception {
        try (FakeContext t5 = node("t5Encoder", FILE).configure();
                FakeContext vae = node("vaeDecoder", FILE).spec("latent", new Latent.Info(1, 16, 32, 32)).configure();
                FakeContext encoder = node("vaeEncoder", FILE).spec("image", new Picture.Info(1, 32, 32))
                        .configure()) {
            assertEquals(List.of(), t5.errors);
            assertEquals(32, t5.spec("embedding", TextEmbedding.Info.class).width());
            assertEquals(List.of(), vae.errors);
            assertEquals(List.of(), vae.warnings);
            assertEquals(Optional.of(LatentSpace.SD3), encoder.spec("latent", Latent.Info.class).space());
        }
    }

    @ParameterizedTest
    @CsvSource({"clip_l,8,12", "clip_g,16,16"})
    void theInputThatReadsTellsWhichClipIsMeant(String input, int width, int projection) throws Exception {
        TokenIds tokens = new TokenIds(TokenIds.Kind.CLIP, Collections.nCopies(77, 1), Optional.empty());
        try (FakeContext clip = node("clipEncoder", FILE).in("tokens", tokens)) {
            clip.graph = read("embedding", input);
            clip.configure();
            assertEquals(List.of(), clip.errors);
            ClipEmbedding.Info said = clip.spec("embedding", ClipEmbedding.Info.class);
            assertEquals(List.of(width, projection), List.of(said.width(), said.projection()));
            assertEquals(input.equals("clip_l") ? "CLIP-L" : "CLIP-G", clip.settled.get("part").value());
            ClipEmbedding made = clip.execute().out("embedding", ClipEmbedding.class);
            assertEquals(width, made.prompt().penultimate().size(2));
            assertEquals(projection, made.prompt().projected().orElseThrow().size(1));
        }
    }

    /** A pipeline of SD3 has both in folders of their own. */
    @ParameterizedTest
    @CsvSource({"clip_l,8", "clip_g,16"})
    void soItDoesOfAPipeline(String input, int width) {
        try (FakeContext clip = new FakeContext("clipEncoder", TestData.shared("pipelines"), folder)
                .set("model", "tiny-sd3")) {
            clip.graph = read("embedding", input);
            clip.configure();
            assertEquals(List.of(), clip.errors);
            assertEquals(width, clip.spec("embedding", ClipEmbedding.Info.class).width());
            assertTrue(ModelFile.identify(TestData.shared("pipelines/tiny-sd3")).kinds().contains("pipeline/clip"));
        }
    }

    @Test
    void whereNothingTellsWhichClipIsMeantItIsAskedForAndTaken() throws Exception {
        try (FakeContext clip = node("clipEncoder", FILE).configure()) {
            assertTrue(clip.errors.getFirst().startsWith("part: ") && clip.errors.getFirst().contains("no input"),
                    clip.errors.toString());
        }
        try (FakeContext clip = node("clipEncoder", FILE)) {
            clip.graph = read("embedding", "clip_l", "clip_g");
            assertTrue(clip.configure().errors.getFirst().contains("inputs for both"), clip.errors.toString());
        }
        try (FakeContext clip = node("clipEncoder", FILE).set("part", "clip_g")) {
            clip.graph = read("embedding", "clip_l");
            assertEquals(16, clip.configure().spec("embedding", ClipEmbedding.Info.class).width());
            assertTrue(clip.settled.isEmpty());
        }
    }

    /** One file for two families: what is kept in memory for one must not serve the other. */
    @Test
    void aVaeThatDoesNotSayWhoseItIsFollowsTheLatent() throws Exception {
        try (Tensor samples = Tensor.randn(1, 1, 16, 4, 4);
                FakeContext vae = node("vaeDecoder", VAE).in("latent", new Latent(samples))) {
            float[] flux = decoded(vae, Optional.of(LatentSpace.FLUX));
            assertEquals("FLUX.1", vae.settled.get("latents").value());
            float[] sd3 = decoded(vae, Optional.of(LatentSpace.SD3));
            assertEquals("SD3", vae.settled.get("latents").value());
            assertEquals(List.of(), vae.warnings);
            assertNotEquals(flux[0], sd3[0]);
            try (FakeContext told = new FakeContext("vaeDecoder", TestData.shared("pipelines/tiny-sd3"), folder)
                    .set("model", "vae").in("latent", new Latent(samples))) {
                float[] expected = decoded(told, Optional.of(LatentSpace.SD3));
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], sd3[i], 1e-5);
                }
            }
        }
    }

    private static float[] decoded(FakeContext vae, Optional<LatentSpace> space) throws Exception {
        vae.spec("latent", new Latent.Info(1, 16, 32, 32, space)).configure();
        assertEquals(List.of(), vae.errors);
        try (Picture picture = vae.execute().out("image", Picture.class)) {
            return picture.pixels().floats();
        }
    }

    @Test
    void aVaeThatEncodesFollowsTheDenoiserBehindIt() {
        try (FakeContext vae = node("vaeEncoder", VAE).spec("image", new Picture.Info(1, 32, 32))) {
            vae.graph = read("latent", "latent");
            assertEquals(Optional.of(LatentSpace.SD3),
                    vae.configure().spec("latent", Latent.Info.class).space());
            assertEquals(List.of(), vae.warnings);
        }
    }

    @Test
    void whereNothingTellsWhoseTheLatentsAreItIsSaidAndMayBeChosen() {
        try (FakeContext vae = node("vaeEncoder", VAE).spec("image", new Picture.Info(1, 32, 32)).configure()) {
            assertTrue(vae.warnings.getFirst().startsWith("latents: "), vae.warnings.toString());
            assertEquals(Optional.of(LatentSpace.FLUX), vae.spec("latent", Latent.Info.class).space());
        }
        try (FakeContext vae = node("vaeEncoder", VAE).set("latents", "sd3")
                .spec("image", new Picture.Info(1, 32, 32)).configure()) {
            assertEquals(List.of(), vae.warnings);
            assertEquals(Optional.of(LatentSpace.SD3), vae.spec("latent", Latent.Info.class).space());
        }
        try (FakeContext vae = node("vaeEncoder", FILE).set("latents", "flux").configure()) {
            assertTrue(vae.warnings.getFirst().contains("that is what counts"), vae.warnings.toString());
        }
    }
}

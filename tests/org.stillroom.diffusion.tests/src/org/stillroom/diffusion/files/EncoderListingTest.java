// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.text.Altered;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;

/** Which encoders are found in model folders, what is said of them, and which denoisers they fit. */
class EncoderListingTest {

    private static final String WEIGHTS = "model.safetensors";

    @TempDir
    private Path temp;

    @Test
    void everyT5IsFoundAndNothingElse() {
        List<String> names = list(TestData.own("text")).stream().map(ListedEncoder::name).toList();
        assertEquals(List.of("t5-plain", "t5-relu", "t5-sharded", "t5-single/t5_fp16.safetensors",
                "t5-single/t5_fp8_e4m3fn.safetensors", "t5-student"), names);
    }

    /** The numbers of parameters and bytes are those of the files' headers, added up by hand. */
    @Test
    void sizesComeFromHeaders() {
        ListedEncoder.Sound plain = sound(TestData.own("text"), "t5-plain");
        assertEquals(16_744, plain.parameters());
        assertEquals(66_976, plain.bytesOnDisk());
        assertEquals(66_976, plain.bytesIn(DType.F32));
        assertEquals(33_488, plain.bytesIn(DType.BF16));
        ListedEncoder.Sound sharded = sound(TestData.own("text"), "t5-sharded");
        assertEquals(6_088 + 10_656, sharded.parameters());
        assertEquals(33_488, sharded.bytesOnDisk());
        ListedEncoder.Sound eight = sound(TestData.own("text"), "t5-single/t5_fp8_e4m3fn.safetensors");
        assertEquals(12_280, eight.parameters());
        assertEquals(12_280, eight.bytesOnDisk());
        // 184 numbers of norms and positions become those that are computed with, the matrices stay as they are
        assertEquals(12_280 + 3 * 184, eight.bytesIn(DType.F32));
    }

    @Test
    void aStudentGivesWhatItsProjectionGives() {
        ListedEncoder.Sound student = sound(TestData.own("text"), "t5-student");
        assertTrue(student.projected());
        assertEquals(24, student.width());
        assertEquals(16, student.config().dModel());
        assertEquals(2, student.config().layers());
        assertEquals(136, student.config().vocabSize());
        assertEquals(7_632, student.parameters());
        assertFalse(sound(TestData.own("text"), "t5-plain").projected());
    }

    @Test
    void theWeightsDecideHowWideAStudentIs() throws Exception {
        Altered.copy("t5-student", temp).json("config.json", json -> json.remove("out_dim"));
        assertEquals(24, sound(temp, "t5-student").width());
    }

    @Test
    void tensorsThatTheEncoderDoesNotUseDoNotCount() throws Exception {
        Altered.copy("t5-plain", temp).weights(WEIGHTS, tensors ->
                tensors.put("encoder.embed_tokens.weight", tensors.get("shared.weight").to(
                        Device.CPU, DType.F32)));
        assertEquals(16_744, sound(temp, "t5-plain").parameters());
    }

    @Test
    void brokenEncodersAreListedWithTheReason() throws Exception {
        Altered.copy("t5-plain", temp.resolve("a")).json("config.json", json -> json.put("d_model", 99));
        Altered.copy("t5-plain", temp.resolve("b")).delete("config.json");
        Altered.copy("t5-plain", temp.resolve("c")).delete(WEIGHTS).delete("golden.safetensors");
        Files.writeString(Altered.copy("t5-plain", temp.resolve("d")).folder().resolve("config.json"), "{");
        Files.writeString(Altered.copy("t5-plain", temp.resolve("e")).folder().resolve(WEIGHTS), "no weights");
        Altered.copy("t5-sharded", temp.resolve("f")).delete("model-00002-of-00002.safetensors");
        Altered.copy("t5-plain", temp.resolve("g")).weights(WEIGHTS, tensors ->
                tensors.remove("encoder.block.1.layer.0.SelfAttention.q.weight").close());
        Files.writeString(Files.createDirectories(temp.resolve("h")).resolve("t5xxl_fp16.safetensors"), "damaged");
        assertBroken("a/t5-plain", "vocab_size");
        // without config.json only the file counts, and its shapes say enough
        assertInstanceOf(ListedEncoder.Sound.class, look("b/t5-plain/" + WEIGHTS).orElseThrow());
        assertBroken("c/t5-plain", "no .safetensors");
        assertBroken("d/t5-plain", "config.json is not valid JSON");
        assertBroken("e/t5-plain", WEIGHTS);
        assertBroken("f/t5-sharded", "model-00002-of-00002.safetensors");
        assertBroken("g/t5-plain", "encoder.block.1.layer.0.SelfAttention.q.weight is missing");
        assertBroken("h/t5xxl_fp16.safetensors", "t5xxl_fp16.safetensors");
        assertEquals(8, list(temp).size());
    }

    @Test
    void otherModelsAndTokenizersAreNoBrokenEncoders() throws Exception {
        Files.writeString(Files.createDirectories(temp.resolve("t5-tokenizer")).resolve("tokenizer.json"), "{");
        Files.writeString(Files.createDirectories(temp.resolve("flux-t5")).resolve("model_index.json"), "{}");
        Files.writeString(Files.createDirectories(temp.resolve("vae")).resolve("config.json"), "{");
        Files.writeString(Files.createDirectories(temp.resolve("lora")).resolve("style.safetensors"), "damaged");
        Altered.copy("clip-l", temp).delete(WEIGHTS);
        assertEquals(List.of(), list(temp));
    }

    @Test
    void aNameThatLeadsOutOfTheFoldersIsBroken() {
        assertBroken("../t5", "would leave the model folders");
    }

    @Test
    void aSearchCanBeStoppedAtEachModel() {
        List<ListedEncoder> found = new ArrayList<>();
        AtomicInteger reports = new AtomicInteger();
        assertThrows(CancellationException.class, () -> EncoderListing.find(folders(TestData.own("text")), found::add,
                () -> {
                    if (found.size() == 2) {
                        throw new CancellationException();
                    }
                    reports.incrementAndGet();
                }));
        assertEquals(2, found.size());
        assertTrue(reports.get() >= 2, reports.toString());
    }

    @Test
    void anEncoderFitsTheDenoiserThatTakesItsWidth() {
        ModelFolders folders = folders(TestData.shared("pipelines"));
        EncoderFit flux = EncoderFit.of(folders, "tiny-flux-dev/transformer");
        assertEquals(new EncoderFit("tiny-flux-dev/transformer", 32, ""), flux);
        assertEquals(32, EncoderFit.of(folders, "tiny-flux-dev").width());
        assertTrue(flux.accepts(sound(TestData.shared("encoders"), "tiny-t5-small")));
        assertTrue(flux.accepts(sound(TestData.shared("pipelines"), "tiny-flux-dev/text_encoder_2")));
        assertFalse(flux.accepts(sound(TestData.own("text"), "t5-plain")));
    }

    @Test
    void aDenoiserThatIsNotThereSaysSoAndRefusesNothing() {
        EncoderFit missing = EncoderFit.of(folders(temp), "flux/transformer");
        assertEquals(0, missing.width());
        assertTrue(missing.reason().contains("flux/transformer"), missing.reason());
        assertTrue(missing.accepts(sound(TestData.own("text"), "t5-plain")));
    }

    private void assertBroken(String name, String part) {
        ListedEncoder.Broken broken = assertInstanceOf(ListedEncoder.Broken.class, look(name).orElseThrow());
        assertEquals(name, broken.name());
        assertTrue(broken.reason().contains(part), broken.reason());
        assertFalse(broken.reason().contains(temp + "/" + name), "the name says enough: " + broken.reason());
    }

    private Optional<ListedEncoder> look(String name) {
        return EncoderListing.look(folders(temp), name);
    }

    private static ListedEncoder.Sound sound(Path root, String name) {
        return assertInstanceOf(ListedEncoder.Sound.class, EncoderListing.look(folders(root), name).orElseThrow());
    }

    private static List<ListedEncoder> list(Path root) {
        List<ListedEncoder> found = new ArrayList<>();
        EncoderListing.find(folders(root), found::add, Progress.NONE);
        return found;
    }

    private static ModelFolders folders(Path root) {
        return new ModelFolders(List.of(root));
    }
}

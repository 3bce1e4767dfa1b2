// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.sampling.Recorder;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Torch;

/** Text to picture in one call, for each family. */
class PipelineTest {

    @TempDir
    private Path folder;

    @Test
    void drawsWithEachFamily() throws Exception {
        draws(TestData.shared("pipelines/tiny-flux-dev"), 1, List.of(), 3.5);
        draws(TestData.shared("pipelines/tiny-sd3"), 2, List.of("blurry", "dark"), 5);
        draws(chroma(), 0, List.of("blurry", "dark"), 4);
    }

    /** The parts that its reference case names. */
    private Path chroma() throws Exception {
        link("transformer", TestData.shared("models/pipelines/tiny-chroma/transformer"));
        link("scheduler", TestData.shared("models/pipelines/tiny-chroma/scheduler"));
        link("text_encoder", TestData.shared("pipelines/tiny-flux-dev/text_encoder_2"));
        link("tokenizer", TestData.shared("pipelines/tiny-flux-dev/tokenizer_2"));
        link("vae", TestData.shared("pipelines/tiny-flux-dev/vae"));
        return folder;
    }

    private void link(String name, Path to) throws Exception {
        Files.createSymbolicLink(folder.resolve(name), to.toAbsolutePath());
    }

    private static void draws(Path model, int clips, List<String> negatives, double guidance) throws Exception {
        List<String> prompts = List.of("a cat", "three green stars beside a red circle");
        PictureRequest both = new PictureRequest(prompts, negatives, List.of(7L, 8L), 64, 96, 32, 2, guidance);
        PictureRequest second = new PictureRequest(prompts.subList(1, 2), negatives.stream().skip(1).toList(),
                List.of(8L), 64, 96, 32, 2, guidance);
        try (Pipeline pipeline = Pipeline.open(model, Device.CPU, DType.F32, () -> {});
                T5Encoder t5 = T5Encoder.load(pipeline.folder().t5().orElseThrow().encoder(), Device.CPU, DType.F32,
                        () -> {});
                Tensor pictures = pipeline.draw(both, Optional.of(t5), new Recorder());
                Tensor alone = pipeline.draw(second, Optional.of(t5), new Recorder());
                Tensor same = pictures.slice(0, 1, 2)) {
            assertEquals(clips, pipeline.folder().clips().size());
            assertArrayEquals(new long[] {2, 3, 96, 64}, pictures.shape());
            TestData.assertClose("a picture does not depend on those drawn with it", same, alone, 1e-4);
            Recorder cancelled = new Recorder();
            cancelled.checksLeft = 3;
            long before = Torch.allocatedBytes();
            assertThrows(CancellationException.class, () -> pipeline.draw(both, Optional.of(t5), cancelled));
            assertTrue(Torch.allocatedBytes() <= before, "something of the cancelled picture is still there");
        }
    }

    @Test
    void asksForAsManySeedsAsPrompts() {
        assertThrows(IllegalArgumentException.class,
                () -> new PictureRequest(List.of("a", "b"), List.of(), List.of(1L), 64, 64, 32, 1, 1));
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.diffusion.image.PictureFiles;
import org.stillroom.diffusion.image.PngFiles;
import org.stillroom.graph.work.Progress;
import org.stillroom.test.TestData;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** From latent to PNG file and back: levels are those of the reference's own pictures. */
class PictureParityTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"taef1", "taesd3"})
    void decodedPicture(String name) throws Exception {
        Tensor latents = TestData.tensors(TestData.shared("golden/" + name + ".safetensors")).get("latents");
        try (VaeDecoder decoder = VaeFile.open(TestData.shared("vae/" + name + "_decoder.safetensors"))
                .loadDecoder(Device.CPU, DType.F32, Progress.NONE);
                Tensor decoded = decoder.decode(latents, Progress.NONE);
                Tensor picture = PictureRange.toPicture(decoded)) {
            assertSamePicture(TestData.shared("golden/" + name + "-output.png"), save(picture), 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"taef1", "taesd3"})
    void encodedPictureFile(String name) throws Exception {
        Tensor expected = TestData.tensors(TestData.shared("golden/" + name + ".safetensors")).get("latents");
        try (VaeEncoder encoder = VaeFile.open(TestData.shared("vae/" + name + "_encoder.safetensors"))
                .loadEncoder(Device.CPU, DType.F32, Progress.NONE);
                Tensor pixels = PictureFiles.read(TestData.shared("golden/" + name + "-input.png"), Progress.NONE);
                Tensor image = PictureRange.fromPicture(pixels);
                Tensor latents = encoder.encode(image, Progress.NONE)) {
            TestData.assertClose(name, latents, expected, 1e-4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"e2e-tiny-flux-dev-teacher-4", "e2e-tiny-sd3-teacher-20", "e2e-tiny-flux-dev-taef1-4"})
    void roundingIsExact(String name) throws Exception {
        Tensor picture = TestData.tensors(TestData.shared("golden/" + name + ".safetensors")).get("image");
        assertSamePicture(TestData.shared("golden/" + name + ".png"), save(picture), 0);
    }

    private Path save(Tensor picture) throws IOException {
        return PngFiles.writeNext(folder, "picture", picture, 0, new TreeMap<>(), Progress.NONE);
    }

    /** At least 99.9 % of the pixels differ by at most {@code levels}. */
    private static void assertSamePicture(Path expected, Path actual, int levels) throws IOException {
        Raster reference = ImageIO.read(expected.toFile()).getData();
        Raster result = ImageIO.read(actual.toFile()).getData();
        assertEquals(reference.getBounds(), result.getBounds());
        int width = reference.getWidth();
        int same = 0;
        for (int i = 0; i < width * reference.getHeight(); i++) {
            int[] a = reference.getPixel(i % width, i / width, (int[]) null);
            int[] b = result.getPixel(i % width, i / width, (int[]) null);
            int difference = 0;
            for (int channel = 0; channel < 3; channel++) {
                difference = Math.max(difference, Math.abs(a[channel] - b[channel]));
            }
            same += difference <= levels ? 1 : 0;
        }
        double share = same / (double) (width * reference.getHeight());
        assertTrue(share >= 0.999, expected.getFileName() + ": only " + share + " of the pixels agree");
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillroom.torch.GgufFile;

class GgufTest {

    @TempDir
    private Path folder;

    private Path write(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("m.gguf"), bytes);
    }

    private String refused(byte[] bytes) throws Exception {
        Path file = write(bytes);
        String message = assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> assertThrows(CheckpointException.class, () -> Checkpoint.open(file))).getMessage();
        assertTrue(message.contains("m.gguf"), message);
        return message;
    }

    private static GgufFile two() {
        return new GgufFile().text("general.architecture", "t5").texts("tokenizer.ggml.tokens", "a", "", "é")
                .tensor("a", 8, 0, 64, 3).tensor("b", 0, 224, 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void tellsNamesShapesTypesAndPlaces(int version) throws Exception {
        Path file = write(two().bytes(version, 2, 2, 32, new byte[244]));
        Checkpoint checkpoint = Checkpoint.open(file);
        assertEquals(List.of("a", "b"), List.copyOf(checkpoint.names()));
        long data = Files.size(file) - 244;
        assertEquals(new TensorInfo("a", DType.U8, Optional.of(BlockType.Q8_0), List.of(3L, 64L), file, data,
                data + 204), checkpoint.info("a"));
        assertEquals(new TensorInfo("b", DType.F32, List.of(5L), file, data + 224, data + 244), checkpoint.info("b"));
        assertEquals(192, checkpoint.info("a").count());
        assertEquals(List.of(3L, 68L), checkpoint.info("a").storedShape());
        assertEquals("Q8_0", checkpoint.info("a").format());
        assertEquals(224, checkpoint.bytes());
        assertEquals("t5", checkpoint.metadata().get("general.architecture"));
    }

    @ParameterizedTest
    @CsvSource({"0,F32,4", "30,BF16,2", "28,F64,8", "24,I8,1", "1,F16,2"})
    void plainTypesAreThoseOfOtherFiles(int number, String name, int size) throws Exception {
        Path file = write(new GgufFile().tensor("a", number, 0, 2, 1).bytes(32, new byte[16]));
        assertEquals(DType.valueOf(name), Checkpoint.open(file).info("a").dtype());
        assertEquals(2L * size, Checkpoint.open(file).bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 64, 4096})
    void dataBeginAtTheAlignmentThatIsSaid(int alignment) throws Exception {
        Path file = write(new GgufFile().number("general.alignment", alignment).tensor("a", 0, 0, 1)
                .bytes(alignment, new byte[4]));
        TensorInfo info = Checkpoint.open(file).info("a");
        assertEquals(Files.size(file), info.end());
        assertEquals(0, info.begin() % alignment);
    }

    @Test
    void aFolderWithOneIsAModel() throws Exception {
        Files.createDirectory(folder.resolve("m"));
        Files.write(folder.resolve("m/x.gguf"), two().bytes(32, new byte[244]));
        assertEquals(2, Checkpoint.open(folder.resolve("m")).names().size());
        Files.write(folder.resolve("m/y.gguf"), two().bytes(32, new byte[244]));
        assertTrue(assertThrows(CheckpointException.class, () -> Checkpoint.open(folder.resolve("m"))).getMessage()
                .contains("several model files (x.gguf, y.gguf)"));
    }

    @Test
    void bytesBehindTheLastTensorAreCountedButForWhatFillsItUp() throws Exception {
        assertEquals(0, trailing(244));
        assertEquals(0, trailing(256));
        assertEquals(3, trailing(259));
    }

    @Test
    void theContentsTellNotTheName() throws Exception {
        Path file = Files.write(folder.resolve("m.safetensors"), two().bytes(32, new byte[244]));
        assertEquals(2, Checkpoint.open(file).names().size());
    }

    private long trailing(int data) throws Exception {
        return Checkpoint.open(Files.write(folder.resolve(data + ".gguf"), two().bytes(32, new byte[data]))).trailing();
    }

    @Test
    void refusesOtherVersionsByName() throws Exception {
        assertTrue(refused(two().bytes(1, 2, 2, 32, new byte[244])).contains("of version 1; versions 2 and 3"));
        assertTrue(refused(two().bytes(4, 2, 2, 32, new byte[244])).contains("of version 4;"));
        assertTrue(refused(two().bytes(0x03000000, 2, 2, 32, new byte[244])).contains("of a big-endian machine"));
    }

    @Test
    void refusesCountsThatTheFileCannotHold() throws Exception {
        for (long count : new long[] {1000, 1L << 40, Long.MAX_VALUE, -1}) {
            String said = Long.toUnsignedString(count);
            assertTrue(refused(two().bytes(3, 2, count, 32, new byte[244])).contains("has " + said + " tensors"));
            assertTrue(refused(two().bytes(3, count, 2, 32, new byte[244])).contains("has " + said + " keys"));
        }
    }

    @Test
    void refusesWhatDoesNotFitTogether() throws Exception {
        byte[] data = new byte[64];
        assertTrue(refused(new GgufFile().tensor("a", 8, 0, 40).bytes(32, data)).contains("multiples of 32"));
        assertTrue(refused(new GgufFile().tensor("a", 99, 0, 4).bytes(32, data)).contains("a has the type 99"));
        assertTrue(refused(new GgufFile().tensor("a", 0, 16, 4).bytes(32, data)).contains("no multiple"));
        assertTrue(refused(new GgufFile().tensor("a", 0, -32, 4).bytes(32, data)).contains("no multiple"));
        assertTrue(refused(new GgufFile().tensor("a", 0, 64, 4).bytes(32, data)).contains("tensor a takes 16 bytes"));
        assertTrue(refused(new GgufFile().tensor("a", 0, 1L << 62, 4).bytes(32, data))
                .contains("cut short or damaged"));
        assertTrue(refused(new GgufFile().tensor("a", 0, 0, 1L << 40, 1L << 40).bytes(32, data)).contains("2^63"));
        assertTrue(refused(new GgufFile().tensor("a", 0, 0, -4).bytes(32, data)).contains("2^63"));
        assertTrue(refused(new GgufFile().tensor("a", 0, 0, 1, 1, 1, 1, 1).bytes(32, data)).contains("5 dimensions"));
        assertTrue(refused(new GgufFile().tensor("a", 0, 0, 4).tensor("a", 0, 32, 4).bytes(32, data))
                .contains("tensor a twice"));
        assertTrue(refused(new GgufFile().tensor("a", 0, 0, 12).tensor("b", 0, 32, 4).bytes(32, data))
                .contains("tensors a and b overlap"));
        assertTrue(refused(new GgufFile().number("k", 1).number("k", 1).bytes(32, data)).contains("the key k twice"));
        assertTrue(refused(new GgufFile().number("general.alignment", 24).bytes(32, data)).contains("power of 2"));
        assertTrue(refused(new GgufFile().number("general.alignment", 0).bytes(32, data)).contains("power of 2"));
        assertTrue(refused(new GgufFile().number("split.count", 3).bytes(32, data)).contains("one of 3 files"));
        assertTrue(refused(new GgufFile().pair("k", 77, new byte[8]).bytes(32, data)).contains("the type 77"));
    }

    @Test
    void refusesAFileThatIsCutAnywhere() throws Exception {
        byte[] whole = two().bytes(32, new byte[244]);
        for (int size = 0; size < whole.length; size++) {
            refused(Arrays.copyOf(whole, size));
        }
        Checkpoint.open(write(Arrays.copyOf(whole, whole.length + 7)));
    }

    @Test
    void aPointerIsNamed() throws Exception {
        assertTrue(refused("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1234567\n".getBytes())
                .contains("m.gguf is a Git LFS pointer, not GGUF: it stands for a file of 1,234,567 bytes"));
        assertTrue(refused(new byte[100]).contains("does not begin as a GGUF file"));
    }
}

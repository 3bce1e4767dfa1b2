// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.torch.Fixtures;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Tensor;

/** One file: what it holds, and that a wrong one is refused with a sentence that says why. */
class CheckpointTest {

    private static final String SOUND = "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}";

    @TempDir
    private Path folder;

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    private Path file(String header, int dataBytes) throws Exception {
        return Fixtures.write(folder.resolve("m.safetensors"), json(header), dataBytes);
    }

    private String refused(Path file) {
        String message = assertThrows(CheckpointException.class, () -> Checkpoint.open(file)).getMessage();
        assertTrue(message.contains(file.getFileName().toString()), message);
        return message;
    }

    @Test
    void readsWhatPythonWrote() throws Exception {
        Path file = Fixtures.resource(folder, "golden.safetensors");
        Checkpoint checkpoint = Checkpoint.open(file);
        assertEquals(file, checkpoint.path());
        assertEquals(Map.of("made_by", "make_golden.py"), checkpoint.metadata());
        assertTrue(checkpoint.has("scalar"));
        assertFalse(checkpoint.has("Scalar"));
        assertEquals(List.of(2L, 5L), checkpoint.info("values.bf16").shape());
        assertEquals(20, checkpoint.info("values.bf16").bytes());
        assertEquals(DType.F8_E5M2, checkpoint.info("values.f8_e5m2").dtype());
        assertTrue(checkpoint.bytes() < Files.size(file));
        assertThrows(CheckpointException.class, () -> checkpoint.info("nothing"));
        assertThrows(UnsupportedOperationException.class, () -> checkpoint.names().clear());

        SortedMap<String, Tensor> all = WeightLoader.readAll(file);
        assertEquals(checkpoint.names(), all.keySet());
        assertArrayEquals(new long[] {1L << 40, -1, 0}, all.get("ints.i64").longs());
        assertArrayEquals(new long[] {300, -300}, all.get("ints.i16").longs());
        assertArrayEquals(new long[] {-128, 127}, all.get("ints.i8").longs());
        assertArrayEquals(new long[] {1, 0, 1}, all.get("ints.bool").longs());
        assertArrayEquals(new float[] {2.5f}, all.get("scalar").floats());
        assertArrayEquals(new long[] {0, 4}, all.get("empty").shape());
        all.values().forEach(Tensor::close);
    }

    @Test
    void aHeaderMayBePaddedAndMayHaveNoTensors() throws Exception {
        assertEquals(1, Checkpoint.open(file(SOUND + "     ", 8)).names().size());
        assertEquals(0, Checkpoint.open(file("{}", 0)).names().size());
        assertEquals(1,
                Checkpoint.open(file("{'e':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}}", 0)).names().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 5 | 3 of",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | 8 | takes 4 bytes, but F32 of shape [2] takes 8",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | 8 | before it begins",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}} | 12 | must lie side by side",
        "{'a':{'dtype':'U32','shape':[2],'data_offsets':[4,8]}} | 8 | side by side",
        "{'a':{'dtype':'U32','shape':[2],'data_offsets':[0,9]}} | 8 | is cut short",
        "{'a':{'dtype':'U32','shape':[2],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} "
            + "| 4 | \"a\" twice",
        "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | 8 | from 0 to",
        "{'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}} | 8 | is not whole numbers",
        "{'a':{'dtype':'F32','shape':[2e0],'data_offsets':[0,8]}} | 8 | is not whole numbers",
        "{'a':{'dtype':'F32','shape':[18446744073709551618],'data_offsets':[0,8]}} | 8 | 2^63",
        "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,0]}} | 0 | more than 2^63 bytes",
        "{'a':{'dtype':'U8','shape':[9223372036854775807],'data_offsets':[0,9223372036854775807]}} | 0 "
            + "| no file reaches",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,9]}} | 8 | more than 2 numbers",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}} | 8 | two data_offsets",
        "{'a':{'dtype':'F32','shape':[2]}} | 8 | two data_offsets",
        "{'a':{'dtype':5,'shape':[2],'data_offsets':[0,8]}} | 8 | is not a text",
        "{'a':{'dtype':'F32','dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 8 | \"dtype\" twice",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'x':1}} | 8 | unknown entry \"x\"",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[0],'data_offsets':[8,8]}} "
            + "| 8 | \"a\" twice",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}} "
            + "| 12 | side by side",
        "{'__metadata__':{'k':'v','k':'w'}} | 0 | \"k\" twice",
        "{'__metadata__':[]} | 0 | is not an object",
        "{'a':[]} | 0 | is not an object",
        "{'a':{'dtype':'F32','shape':[[2]],'data_offsets':[0,8]}} | 8 | whole numbers",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}{} | 8 | goes on after its end",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]} | 8 | not valid JSON",
        "{'a':NaN} | 0 | not valid JSON",
        "[] | 0 | does not start with {",
        "' {}' | 0 | does not start with {",
    })
    void refusesAWrongHeader(String header, int dataBytes, String reason) throws Exception {
        String message = refused(file(header, dataBytes));
        assertTrue(message.contains(reason), message);
    }

    @Test
    void whatOtherWritersTakeEasyIsRead() throws Exception {
        Checkpoint checkpoint = Checkpoint.open(file("{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                + "'b':{'dtype':'Q7','shape':[3],'data_offsets':[8,11]},"
                + "'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                + "'__metadata__':{'steps':12,'nothing':null,'more':{'x':[1,true]},'k':'v'}}", 16));
        assertEquals(Set.of("a"), checkpoint.names());
        assertEquals(5, checkpoint.trailing());
        assertEquals(8, checkpoint.bytes());
        assertEquals(Map.of("steps", "12", "nothing", "null", "more", "{\"x\":[1,true]}", "k", "v"),
                checkpoint.metadata());
        assertEquals(Map.of("b", "Q7"), checkpoint.unread());
        String needed = assertThrows(CheckpointException.class,
                () -> checkpoint.require(Map.of("b", List.of(3L)))).getMessage();
        assertTrue(needed.contains("b is stored in the element type \"Q7\", which this program does not know"), needed);
        assertTrue(assertThrows(CheckpointException.class, () -> checkpoint.info("b")).getMessage().contains("Q7"));
        assertEquals(Map.of(), Checkpoint.open(file("{'__metadata__':null}", 0)).metadata());
    }

    @Test
    void refusesALyingHeaderLength() throws Exception {
        for (long length : new long[] {0, 1, 63, 4L << 30, 100_000_001, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            byte[] bytes = Fixtures.safetensors(json(SOUND), 8);
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
            Path file = Files.write(folder.resolve("m.safetensors"), bytes);
            String message = refused(file);
            if (length != 63) {
                assertTrue(message.contains("its header has " + Long.toUnsignedString(length)), message);
            }
        }
    }

    @Test
    void refusesWhatIsTooShortToBeSafetensors() throws Exception {
        for (int size = 0; size < 10; size++) {
            refused(Files.write(folder.resolve("m.safetensors"), new byte[size]));
        }
    }

    @Test
    void saysWhatAFileIsThatIsNoSafetensors() throws Exception {
        Path file = folder.resolve("m.safetensors");
        Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1234567\n");
        assertTrue(refused(file).contains("m.safetensors is a Git LFS pointer, not safetensors: it stands for a "
                + "file of 1,234,567 bytes"), refused(file));
        assertTrue(refused(Files.writeString(file, "<html>")).contains("is a web page"));
        assertTrue(refused(Files.write(file, new byte[0])).contains("is an empty file"));
        assertTrue(refused(Files.createSymbolicLink(folder.resolve("l.safetensors"), Path.of("gone")))
                .contains("l.safetensors is a link to gone, which is not there"));
    }

    @Test
    void refusesDeepNesting() throws Exception {
        refused(file("{'a':" + "[".repeat(10_000) + "]".repeat(10_000) + "}", 0));
        refused(file("{'a':{'dtype':'F32','shape':" + "[".repeat(1000) + "]".repeat(1000)
                + ",'data_offsets':[0,8]}}", 8));
    }

    @Test
    void refusesLongNamesManyDimensionsAndHugeNumbers() throws Exception {
        refused(file("{'" + "n".repeat(5000) + "':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}", 8));
        refused(file("{'a':{'dtype':'U8','shape':[" + "1,".repeat(64) + "1],'data_offsets':[0,1]}}", 1));
        refused(file("{'a':{'dtype':'U8','shape':[" + "1".repeat(100_000) + "],'data_offsets':[0,1]}}", 1));
    }

    @Test
    void refusesMoreTensorsThanAnyModelHas() throws Exception {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i <= 200_000; i++) {
            header.append(i == 0 ? "" : ",").append("'").append(i)
                    .append("':{'dtype':'U8','shape':[0],'data_offsets':[0,0]}");
        }
        String message = refused(file(header.append("}").toString(), 0));
        assertTrue(message.contains("more than 200000 tensors"), message);
    }

    @Test
    void refusesTextThatIsNotUtf8() throws Exception {
        byte[] bytes = Fixtures.safetensors(json(SOUND), 8);
        bytes[10] = (byte) 0xff;
        String message = refused(Files.write(folder.resolve("m.safetensors"), bytes));
        assertTrue(message.contains("UTF-8"), message);
    }

    @Test
    void refusesWhatIsNotAFile() throws Exception {
        Path absent = folder.resolve("absent.safetensors");
        assertTrue(assertThrows(MissingFileException.class, () -> Checkpoint.open(absent)).getMessage()
                .contains("There is no file " + absent));
        assertTrue(refused(Files.writeString(folder.resolve("model.ckpt"), "x")).contains("pickle"));
        Process fifo = new ProcessBuilder("mkfifo", folder.resolve("pipe.safetensors").toString()).start();
        if (fifo.waitFor() == 0) {
            assertTrue(refused(folder.resolve("pipe.safetensors")).contains("is not a file"));
        }
    }

    @Test
    void requireNamesWhatIsMissingAndWhatDoesNotFit() throws Exception {
        Checkpoint checkpoint = Checkpoint.open(file(SOUND, 8));
        checkpoint.require(Map.of("a", List.of(2L)));
        String message = assertThrows(CheckpointException.class, () -> checkpoint.require(Map.of("a", List.of(1L, 2L),
                "b", List.of(3L), "c", List.of(), "d", List.of(), "e", List.of(), "f", List.of()))).getMessage();
        assertTrue(message.contains("a has shape [2] (expected [1, 2])"), message);
        assertTrue(message.contains("b is missing (expected shape [3])"), message);
        assertTrue(message.contains("and 2 more"), message);
    }

    /** A config.json with too few layers would otherwise give a wrong picture and no word about it. */
    @Test
    void requireRefusesLayersAfterTheLastOneExpected() throws Exception {
        String header = """
                {"block.0.layer.0.w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
                 "block.1.layer.0.w": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]},
                 "other.7.w": {"dtype": "F32", "shape": [1], "data_offsets": [8, 12]}}""";
        Checkpoint checkpoint = Checkpoint.open(file(header, 12));
        checkpoint.require(Map.of("block.0.layer.0.w", List.of(1L), "block.1.layer.0.w", List.of(1L)));
        String message = assertThrows(CheckpointException.class,
                () -> checkpoint.require(Map.of("block.0.layer.0.w", List.of(1L)))).getMessage();
        assertTrue(message.contains("it has block.1.layer.0.w, of a layer after the last one"), message);
    }
}

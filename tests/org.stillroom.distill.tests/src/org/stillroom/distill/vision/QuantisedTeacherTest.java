// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.graph.work.Progress;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.SafetensorsWriter;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.torch.runtime.Weights;

/** Training reads weights as numbers, whatever they are stored as. */
class QuantisedTeacherTest {

    @TempDir
    private Path folder;

    @Test
    void aTeacherInFloat8GivesPlainWeights() throws Exception {
        DistillOptions options = Tiny.options(20);
        Path small = inFloat8();
        try (FluxTeacher whole = Tiny.teacher(options);
                FluxTeacher teacher = FluxTeacher.open(small, Device.CPU, DType.F32, options, Progress.NONE)) {
            assertEquals(new TreeSet<>(whole.weights().names()), new TreeSet<>(teacher.weights().names()));
            assertEquals(whole.weights().bytes(), teacher.weights().bytes());
            try (Tensor table = teacher.text().embeddings(); Tensor expected = whole.text().embeddings();
                    Tensor narrow = expected.to(Device.CPU, DType.F8_E4M3);
                    Tensor text = teacher.text().encode(teacher.text().ids(List.of("a blue bird"), 8))) {
                assertArrayEquals(narrow.floats(), table.floats());
                assertTrue(text.finite());
            }
        }
    }

    /** The tiny pipeline, whose matrices are float8 in the text encoder and the transformer. */
    private Path inFloat8() throws Exception {
        try (Stream<Path> parts = Files.list(Tiny.pipeline())) {
            for (Path part : parts.toList()) {
                Files.createSymbolicLink(folder.resolve(part.getFileName()), part.toRealPath());
            }
        }
        for (String name : List.of("text_encoder_2", "transformer")) {
            Path from = Files.readSymbolicLink(folder.resolve(name));
            Files.delete(folder.resolve(name));
            Path to = Files.createDirectory(folder.resolve(name));
            Files.copy(from.resolve("config.json"), to.resolve("config.json"));
            SortedMap<String, Tensor> tensors = new TreeMap<>();
            WeightLoader.readAll(from).forEach((key, tensor) -> tensors.put(key, tensor.shape().length == 2
                    && !key.contains("relative_attention_bias") ? tensor.to(Device.CPU, DType.F8_E4M3) : tensor));
            SafetensorsWriter.write(to.resolve(name.equals("transformer") ? "diffusion_pytorch_model.safetensors"
                    : "model.safetensors"), tensors, Map.of());
        }
        return folder;
    }

    @Test
    void aStudentMayStartFromFloat8() throws Exception {
        Path model = inFloat8().resolve("text_encoder_2");
        DistillOptions options = Tiny.options(20).with(DistillOptions.Method.EMBEDDING);
        try (FluxTeacher teacher = Tiny.teacher(options)) {
            NewStudent start = new NewStudent(new StudentStart.Existing(model), teacher);
            String name = "encoder.block.0.layer.0.SelfAttention.q.weight";
            try (Trainee student = start.make(start.config(), 1, DType.F32);
                    Tensor made = student.weights().get(name);
                    Weights plain = T5Files.open(model).model().loadPlain(List.of(name), Device.CPU, DType.F32,
                            Progress.NONE);
                    Tensor expected = plain.get(name)) {
                assertEquals(start.config().shapes().keySet(), new TreeSet<>(student.weights().names()));
                assertArrayEquals(expected.floats(), made.floats());
            }
        }
    }
}

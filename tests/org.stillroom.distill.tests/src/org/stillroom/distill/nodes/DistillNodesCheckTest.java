// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.test.family.FamilyBench.set;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.graph.Graph;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.test.family.FamilyBench;

/** What is wrong with a distillation is said while the graph is edited, before anything is loaded. */
class DistillNodesCheckTest {

    private static final Graph EXAMPLE = ExampleGraphs.graph(ExampleGraphs.DISTILL_STUDENT);

    @TempDir
    private static Path temp;
    private static FamilyBench bench;

    @BeforeAll
    static void open() throws Exception {
        bench = new FamilyBench(temp);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static void assertProblem(Graph graph, String at, String part) {
        List<String> problems = bench.problems(graph);
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith(at + ": ") && problems.get(0).contains(part), problems.toString());
    }

    @Test
    void theExampleIsRight() {
        assertEquals(List.of(), bench.problems(EXAMPLE));
    }

    @Test
    void aWidthThatDoesNotFitIsAProblemOfTheDistiller() throws Exception {
        bench.writeStudent("narrow", 128);
        Graph graph = set(EXAMPLE, "student", "start", "existing", "model", "narrow");
        assertProblem(graph, "distiller.student", "gives text of width 128, but the denoiser in "
                + bench.models.resolve("mini") + " takes joint_attention_dim 256");
        String failure = bench.run(graph).failures().toString();
        assertTrue(failure.contains("distiller.student: The student in"), failure);
        assertFalse(Files.exists(bench.output.resolve("distiller")), "nothing was run");
        assertEquals(List.of(), bench.problems(set(graph, "student", "model", "mini/students/base")));
    }

    @Test
    void aStudentWiderThanItsTeacherCannotTakeItsEmbeddings() {
        Graph base = set(EXAMPLE, "student", "size", "base");
        assertProblem(base, "distiller.student", "d_model 768, more than the 256");
        assertEquals(List.of(), bench.problems(set(base, "student", "start", "random")));
    }

    @Test
    void anEmptyListOfPromptsIsNamed() throws Exception {
        assertProblem(set(EXAMPLE, "prompt_set", "source", "lines", "lines", " \n\n"), "prompt_set.lines",
                "There is no prompt");
        assertProblem(set(EXAMPLE, "prompt_set", "source", "file"), "prompt_set.file", "no file is chosen");
        Path list = bench.models.resolve("list.txt");
        Files.writeString(list, "\n \n");
        Graph file = set(EXAMPLE, "prompt_set", "source", "file", "file", "list.txt");
        assertProblem(file, "prompt_set.file", list + " has no prompt");
        Files.write(list, "a caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertProblem(file, "prompt_set.file", "UTF-8");
        Files.writeString(list, "a red circle\na blue square\n");
        assertEquals(List.of(), bench.problems(file));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "teacher      | model | mini/vae           | teacher.model     | vae",
        "teacher      | model | minni              | teacher.model     | Did you mean \"mini\"",
        "distiller    | run   | a/b                | distiller.run     | cannot have",
        "distiller    | size  | 40                 | distiller.size    | multiple of 16",
        "save_encoder | name  | con                | save_encoder.name | reserved"})
    void whatIsWrongIsNamed(String node, String parameter, String value, String at, String part) {
        Object given = value.matches("\\d+") ? (Object) Integer.valueOf(value) : value;
        assertProblem(set(EXAMPLE, node, parameter, given), at, part);
    }

    @Test
    void aMissingStudentIsNamed() {
        assertProblem(set(EXAMPLE, "student", "start", "existing"), "student.model", "no model is chosen");
        assertProblem(set(EXAMPLE, "student", "start", "existing", "model", "mini/vae"), "student.model", "vae");
    }
}

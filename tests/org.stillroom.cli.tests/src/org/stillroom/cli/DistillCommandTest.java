// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillroom.mini.ExampleGraphs;
import org.stillroom.mini.MiniFamily;
import org.stillroom.torch.formats.Checkpoint;

/** The command that distils a student, with few steps on the small family. */
class DistillCommandTest {

    private static final List<String> USUAL = List.of("distill", "--teacher", "mini", "--batch", "2");

    @TempDir
    static Path folder;

    private static Cli cli;
    private static Cli.Ended distilled;

    @BeforeAll
    static void distil() throws IOException {
        cli = new Cli(folder);
        MiniFamily.write(folder.resolve(MiniFamily.NAME));
        Files.writeString(folder.resolve("list.txt"), "a red circle\na blue square\n");
        distilled = run("--steps", "4", "--run", "run");
    }

    private static Cli.Ended run(String... more) {
        List<String> arguments = new ArrayList<>(USUAL);
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray(String[]::new));
    }

    private static List<String> losses(String run) throws IOException {
        return Files.readAllLines(folder.resolve(run).resolve("loss.csv"));
    }

    @Test
    void writesAStudentAndHowItWent() throws IOException {
        assertEquals(0, distilled.code(), distilled.toString());
        assertEquals(folder.resolve("run/student") + "\n", distilled.out());
        assertTrue(distilled.err().contains("distill: running") && distilled.err().contains("step 4, loss ")
                && distilled.err().contains("distill: done"), distilled.err());
        assertEquals(List.of(".lock", "loss.csv", "loss.png", "pictures.png", "state.safetensors", "student"),
                Cli.filesIn(folder.resolve("run")));
        String config = Files.readString(folder.resolve("run/student/config.json"));
        assertTrue(config.contains("\"d_model\" : 64") && config.contains("\"project_out_dim\" : 256"), config);
    }

    /** The graph of the first picture with the student in the place of the teacher. */
    @Test
    void theProductDrawsWithTheStudent() throws IOException {
        Path models = folder.resolve("models");
        MiniFamily.write(models.resolve(MiniFamily.NAME));
        Cli.Ended written = run("--steps", "4", "--run", "run", "--out", "models/mine");
        assertEquals(models.resolve("mine") + "\n", written.out(), written.toString());
        assertArrayEquals(Files.readAllBytes(folder.resolve("run/student/model.safetensors")),
                Files.readAllBytes(models.resolve("mine/model.safetensors")));
        Files.writeString(folder.resolve("picture.stillroom"), ExampleGraphs.text(ExampleGraphs.FIRST_PICTURE));
        Cli.Ended drawn = cli.run("run", "picture.stillroom", "--models", models.toString(), "--set",
                "t5_encoder.model=mine", "--set", "noise.width=64", "--set", "noise.height=64", "--set",
                "denoiser.steps=2");
        assertEquals(0, drawn.code(), drawn.toString());
        assertEquals(64, ImageIO.read(Path.of(drawn.out().strip()).toFile()).getWidth());
    }

    @Test
    void asksForMoreStepsAndGoesOn() throws IOException {
        assertEquals(0, run("--steps", "2", "--run", "more").code());
        List<String> before = losses("more");
        assertEquals(3, before.size());
        Cli.Ended again = run("--steps", "5", "--run", "more");
        assertEquals(0, again.code(), again.toString());
        assertEquals(6, losses("more").size());
        assertEquals(before, losses("more").subList(0, 3));
    }

    @Test
    void stagesOfListsAreUsedInTheirOrder() throws IOException {
        Cli.Ended ended = run("--prompts", "list.txt:2:32", "--prompts", "list.txt:1:64", "--tokens", "8",
                "--student-size", "32/1/48/2", "--published", "--run", "stages");
        assertEquals(0, ended.code(), ended.toString());
        assertEquals(4, losses("stages").size());
        String config = Files.readString(folder.resolve("stages/student/config.json"));
        assertTrue(config.contains("\"torch_dtype\" : \"bfloat16\"") && config.contains("\"d_kv\" : 16"), config);
    }

    /** What a checkpoint must be continued with says what was taken. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--no-pooled            | text  | Text[tokens=16, pooled=false, dropout=0.0]",
        "--pooled               | text  | Text[tokens=16, pooled=true, dropout=0.0]",
        "--published            | text  | Text[tokens=77, pooled=false, dropout=0.1]",
        "--published --pooled   | text  | Text[tokens=77, pooled=true, dropout=0.1]",
        "--published            | rates | [1.0E-4, 0.9, 0.999, 1.0E-8, 0.001, 0.0, 0.0]",
        "--no-slow-queries      | rates | [0.001, 0.9, 0.999, 1.0E-8, 0.001, 0.0, 0.0]",
        "--lr 0.01 --max-norm 2 | rates | [0.01, 0.9, 0.999, 1.0E-8, 0.001, 2.0, 1.0]"})
    void whatThePublishedScriptDoesIsChosen(String options, String setting, String taken) throws Exception {
        String name = options.replaceAll("[^a-z]", "") + setting;
        List<String> more = new ArrayList<>(List.of("--steps", "1", "--student-size", "16/1/16/2", "--run", name));
        more.addAll(List.of(options.split(" ")));
        Cli.Ended ended = run(more.toArray(String[]::new));
        assertEquals(0, ended.code(), ended.toString());
        assertEquals(taken, Checkpoint.open(folder.resolve(name).resolve("state.safetensors")).metadata().get(setting));
    }

    @Test
    void theAblationStartsFromAStudentThatIsThere() throws IOException {
        Cli.Ended ended = run("--start", "mini/students/base", "--method", "EMBEDDING", "--steps", "2", "--run",
                "naive");
        assertEquals(0, ended.code(), ended.toString());
        assertEquals(3, losses("naive").size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2 | --device       | gpu          | --device",
        "2 | --student-size | 64/3/128/5   | heads divide d_model",
        "2 | --student-size | huge         | expected small, base, large, xl",
        "2 | --tokens       | 0            | 0 tokens",
        "2 | --lr           | 0            | --lr",
        "2 | --dropout      | 1            | dropout",
        "2 | --count        | 0            | --count must be 1 or more",
        "4 | --count        | 100          | another run: its phase 1",
        "2 | --method       | magic        | --method",
        "2 | --prompts      | list.txt:0   | 0 steps",
        "3 | --prompts      | none.txt     | none.txt is not there",
        "4 | --prompts      | empty.txt    | empty.txt has no prompt",
        "3 | --start        | nothing      | --start",
        "3 | --teacher      | elsewhere    | --teacher",
        "4 | --student-size | base         | d_model 768",
        "4 | --steps        | 3            | 4 steps already, more than 3",
        "4 | --seed         | 2            | its seed is 1, not 2"})
    void whatIsWrongIsNamed(int code, String option, String value, String message) throws IOException {
        Files.writeString(folder.resolve("empty.txt"), "\n\n");
        List<String> arguments = new ArrayList<>(USUAL);
        if (option.equals("--teacher")) {
            arguments.set(2, value);
        } else {
            arguments.addAll(List.of(option, value));
        }
        if (!option.equals("--steps") && !option.equals("--prompts")) {
            arguments.addAll(List.of("--steps", "4"));
        }
        arguments.addAll(List.of("--run", "run"));
        Cli.Ended ended = cli.run(arguments.toArray(String[]::new));
        assertEquals(code, ended.code(), ended.toString());
        assertTrue(ended.err().contains(message), ended.err());
        assertEquals("", ended.out());
    }

    @Test
    void aFileInPlaceOfTheRunFolderExitsWith4() throws IOException {
        Files.writeString(folder.resolve("file"), "mine");
        Cli.Ended ended = run("--steps", "1", "--run", "file");
        assertEquals(4, ended.code(), ended.toString());
        assertTrue(ended.err().contains("what is trained cannot be written to " + folder.resolve("file"))
                && ended.err().contains("--run"), ended.err());
        Cli.Ended student = run("--steps", "1", "--run", "other", "--out", "file");
        assertEquals(4, student.code(), student.toString());
        assertTrue(student.err().contains("the student cannot be written to " + folder.resolve("file"))
                && student.err().contains("--out"), student.err());
        assertFalse(Files.exists(folder.resolve("other")), "nothing was trained");
    }

    @Test
    void captionsInProseAreOtherPrompts() {
        Cli.Ended prose = run("--steps", "8", "--run", "run", "--captions", "prose");
        assertEquals(4, prose.code(), prose.toString());
        assertTrue(prose.err().contains("its phase 1 is world from step 1"), prose.err());
        Cli.Ended both = run("--captions", "prose", "--prompts", "list.txt", "--run", "both");
        assertEquals(2, both.code(), both.toString());
        assertTrue(both.err().contains("--captions") && both.err().contains("--prompts"), both.err());
    }

    @Test
    void captionsAreWordedAsTheFamilySays() throws IOException {
        Path index = folder.resolve(MiniFamily.NAME).resolve("model_index.json");
        String said = Files.readString(index);
        try {
            Files.writeString(index, said.replaceFirst("\\{", "{\"_captions\": \"prose\","));
            Cli.Ended prose = run("--steps", "8", "--run", "run");
            assertEquals(4, prose.code(), prose.toString());
            assertTrue(prose.err().contains("its phase 1 is world from step 1"), prose.err());
        } finally {
            Files.writeString(index, said);
        }
    }

    @Test
    void theHelpSaysWhatIsUsual() {
        Cli.Ended help = cli.run("distill", "--help");
        assertEquals(0, help.code());
        for (String option : List.of("--teacher", "--prompts", "--student-size", "--start", "--published", "--out")) {
            assertTrue(help.out().contains(option), help.out());
        }
    }
}

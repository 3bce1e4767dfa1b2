// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.stillroom.test.family.FamilyBench.graph;
import static org.stillroom.test.family.FamilyBench.lines;
import static org.stillroom.test.family.FamilyBench.node;
import static org.stillroom.test.family.FamilyBench.set;
import static org.stillroom.test.family.FamilyBench.wire;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.stillroom.diffusion.text.TextTokenizer;
import org.stillroom.diffusion.text.TokenizerKind;
import org.stillroom.engine.RunResult;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.engine.memory.MemoryPlanner;
import org.stillroom.engine.memory.PlannedModel;
import org.stillroom.evaluation.measures.ClipScore;
import org.stillroom.evaluation.measures.WorldFeatures;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.work.Progress;
import org.stillroom.mini.MiniFamily;
import org.stillroom.nodes.check.GraphCheck;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.test.family.FamilyBench;
import org.stillroom.test.family.FamilyBenchTestBase;
import org.stillroom.torch.models.WeightLoader;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;
import org.stillroom.world.Captions;
import org.stillroom.world.Renderer;

/** Nodes that measure, on pictures of which the result is known. */
class EvaluationNodesTest extends FamilyBenchTestBase {

    /** Values by measure of a node that has the id {@code measuring}. */
    private Map<String, Double> measure(Node... nodes) throws Exception {
        RunResult result = bench.run(graph(nodes).with(wire(node("table", "saveTable"), "a", "measuring.numbers")));
        assertTrue(result.ok(), result.failures().toString());
        Map<String, Double> values = new TreeMap<>();
        for (String line : lines(result.files().get(result.files().size() - 1)).stream().skip(1).toList()) {
            List<String> cells = Stream.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")).toList();
            assertEquals("measuring", cells.get(0));
            values.put(cells.get(1).replace("\"", ""), Double.valueOf(cells.get(2)));
        }
        return values;
    }

    private static Node measuring(String type, String image, Object... parameters) {
        return wire(node("measuring", type, parameters), "image", image);
    }

    /** A node that loads a picture of the miniature world. */
    private Node drawn(String id, String caption) throws IOException {
        return loaded(id, Renderer.draw(Captions.parse(caption).orElseThrow(), 5));
    }

    private Node loaded(String id, RgbImage picture) throws IOException {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            byte[] rgb = picture.rgb();
            image.setRGB(i % picture.width(), i / picture.width(),
                    (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | rgb[3 * i + 2] & 0xff);
        }
        File file = bench.models.resolve(id + ".png").toFile();
        ImageIO.write(image, "png", file);
        return node(id, "loadImage", "file", file.toString());
    }

    @Test
    void theWorldsOwnPicturesAreRight() throws Exception {
        Node world = node("world", "worldPictures", "count", 40, "split", "test");
        Map<String, Double> things = measure(world, wire(measuring("semanticAccuracy", "world.image"), "prompts",
                "world.prompts"));
        assertEquals(Map.of("attributes right", 1.0, "pictures right", 1.0), things);
        Map<String, Double> texts = measure(world, wire(measuring("textAccuracy", "world.image"), "prompts",
                "world.prompts"));
        assertEquals(Map.of("characters right", 1.0, "words right", 1.0), texts);
    }

    /** The same scenes, told in prose. */
    @Test
    void captionsInProseSayTheSame() throws Exception {
        Node world = node("world", "worldPictures", "count", 40, "split", "test");
        Node prose = node("prose", "promptSet", "source", "world", "count", 40, "split", "test", "wording", "prose");
        assertEquals(Map.of("attributes right", 1.0, "pictures right", 1.0), measure(world, prose,
                wire(measuring("semanticAccuracy", "world.image"), "prompts", "prose.prompts")));
        assertEquals(Map.of("characters right", 1.0, "words right", 1.0), measure(world, prose,
                wire(measuring("textAccuracy", "world.image"), "prompts", "prose.prompts")));
    }

    @Test
    void aWrongThingIsPartlyRight() throws Exception {
        Map<String, Double> values = measure(drawn("picture", "a red circle"),
                node("prompt", "prompt", "text", "a red square"),
                wire(measuring("semanticAccuracy", "picture.image"), "text", "prompt.text"));
        assertEquals(Map.of("attributes right", 0.75, "pictures right", 0.0), values);
    }

    @Test
    void aWrongLetterCountsAsOne() throws Exception {
        Map<String, Double> values = measure(drawn("picture", "a sign displaying the word 'cat'"),
                node("prompt", "prompt", "text", "a sign displaying the word 'coat'"),
                wire(measuring("textAccuracy", "picture.image"), "text", "prompt.text"));
        assertEquals(Map.of("characters right", 0.75, "words right", 0.0), values);
    }

    @Test
    void tesseractReadsASign() throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tesseract"))), "Tesseract is not installed");
        Map<String, Double> values = measure(drawn("picture", "a sign displaying the word 'home'"),
                node("prompt", "prompt", "text", "a sign displaying the word 'home'"),
                wire(measuring("textAccuracy", "picture.image", "reader", "tesseract"), "text", "prompt.text"));
        assertEquals(Map.of("characters right", 1.0, "words right", 1.0), values);
    }

    @Test
    void equalSetsHaveNoDistanceAndOthersHave() throws Exception {
        Node one = node("one", "worldPictures", "count", 20, "seed", 1);
        Node other = node("other", "worldPictures", "count", 20, "seed", 2);
        Node measuring = measuring("frechetDistance", "one.image", "model", "mini/vae");
        Map<String, Double> same = measure(one, wire(measuring, "reference", "one.image"));
        String distance = same.keySet().stream().filter(key -> key.startsWith("Fréchet distance")).findFirst().get();
        assertEquals(0, same.get(distance), 1e-3);
        assertEquals(1, same.get("precision"));
        assertEquals(1, same.get("recall"));
        Map<String, Double> different = measure(one, other, wire(measuring, "reference", "other.image"));
        assertTrue(different.get(distance) > 0.01, different.toString());
        assertTrue(lines(bench.output.resolve("numbers_00001.csv")).get(1).contains("only 20 pictures"));
    }

    /** The score of transformers' CLIPModel, see {@code fixtures/make_metrics.py}. */
    @Test
    void theClipScoreIsTheGoldenOne() throws Exception {
        Path golden = Path.of("resources/metrics/clip-quick/golden.safetensors").toAbsolutePath();
        Map<String, Tensor> tensors = WeightLoader.readAll(golden);
        String prompt = FamilyBench.json(Path.of("resources/metrics/golden.json")).at("/prompts/1").asText();
        long pictures = tensors.keySet().stream().filter(name -> name.startsWith("picture.")).count();
        clip();
        Map<String, Double> values = measure(loaded("picture", picture(tensors.get("picture.0"))),
                node("prompt", "prompt", "text", prompt),
                wire(measuring("clipScore", "picture.image", "model", "clip"), "text", "prompt.text"));
        assertEquals(tensors.get("scores").floats()[(int) pictures], values.get("CLIP score"), 1e-3);
    }

    /** A CLIP model by the name {@code clip}. */
    private Path clip() throws IOException {
        Path model = Files.createDirectories(bench.models.resolve("clip"));
        try (Stream<Path> files = Files.list(Path.of("resources/metrics/clip-quick"))) {
            for (Path file : files.filter(each -> !each.endsWith("golden.safetensors")).toList()) {
                Files.copy(file, model.resolve(file.getFileName()));
            }
        }
        return model;
    }

    /** The weights that are foretold are those that are loaded; tokenizers, as of other nodes, are in no plan. */
    @Test
    void whatMeasuresIsInThePlanOfMemory() throws Exception {
        Path clip = clip();
        Graph graph = graph(node("one", "worldPictures", "count", 4),
                wire(measuring("clipScore", "one.image", "model", "clip"), "prompts", "one.prompts"),
                wire(wire(node("frechet", "frechetDistance", "model", "mini/vae"), "image", "one.image"), "reference",
                        "one.image"));
        ModelFolders folders = new ModelFolders(List.of(bench.models));
        MemoryPlan plan = MemoryPlanner.plan(GraphCheck.check(graph, FamilyBench.CATALOG, folders),
                graph.nodes().keySet(), FamilyBench.CATALOG, folders, "cpu", () -> MemoryBudget.unknown(0))
                .orElseThrow();
        Map<String, Long> foretold = new TreeMap<>();
        for (PlannedModel model : plan.models()) {
            foretold.put(model.node(), model.memory().weights());
            assertTrue(model.memory().work() > 0, model.node());
        }
        try (ClipScore score = ClipScore.load(clip, Device.CPU, Progress.NONE);
                TextTokenizer tokenizer = TextTokenizer.open(clip, TokenizerKind.CLIP);
                WorldFeatures features = WorldFeatures.load(bench.models.resolve("mini/vae"), Device.CPU,
                        Progress.NONE)) {
            assertEquals(Map.of("measuring", score.bytes() - tokenizer.bytes(), "frechet", features.bytes()), foretold);
        }
    }

    private static RgbImage picture(Tensor levels) {
        float[] values = levels.floats();
        byte[] rgb = new byte[values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (int) values[i];
        }
        return new RgbImage((int) levels.size(1), (int) levels.size(0), rgb);
    }

    @Test
    void wiresThatDoNotFitAreNamed() throws Exception {
        Graph world = graph(node("world", "worldPictures", "count", 3), node("two", "promptSet", "lines", "a\nb"),
                node("prompt", "prompt", "text", "a red circle"));
        Node measuring = measuring("semanticAccuracy", "world.image");
        assertEquals(Optional.of("measuring.: Wire either a prompt set or a text: the prompts of the pictures."),
                bench.problems(world.with(measuring)).stream().findFirst());
        assertEquals(List.of("measuring.prompts: There are 3 pictures and 2 prompts; give a prompt for each picture."),
                bench.problems(world.with(wire(measuring, "prompts", "two.prompts"))));
        assertEquals(List.of("measuring.text: Wire either a prompt set or a text: the prompts of the pictures."),
                bench.problems(world.with(wire(wire(measuring, "prompts", "world.prompts"), "text", "prompt.text"))));
        Graph large = world.with(loaded("large", new RgbImage(128, 64, new byte[3 * 128 * 64])))
                .with(wire(measuring("textAccuracy", "large.image"), "text", "prompt.text"));
        assertEquals(List.of("measuring.image: The pictures have 128 x 64 pixels, and the miniature world's reader "
                + "reads those of 64 x 64; draw them in that size."), bench.problems(large));
        assertEquals(List.of(), bench.problems(set(large, "measuring", "reader", "tesseract")));
    }

    @Test
    void anEncodersCostIsThatOfItsFiles() throws Exception {
        Map<String, Double> values = measure(node("measuring", "encoderCost", "model", MiniFamily.STUDENT, "teacher",
                MiniFamily.TEACHER, "tokens", 16));
        double student = weights(MiniFamily.STUDENT);
        assertEquals(student, values.get("parameters"));
        assertEquals(student / weights(MiniFamily.TEACHER), values.get("parameters, as a share of the teacher's"),
                1e-12);
        assertEquals(4 * student, values.get("bytes of weights, kept"));
        assertTrue(values.get("bytes of weights, streamed") < 4 * student, values.toString());
        for (String policy : List.of("kept", "unloaded", "streamed")) {
            assertTrue(values.get("seconds a prompt, " + policy) > 0, values.toString());
            assertTrue(values.get("seconds a prompt, " + policy + ", as a share of the teacher's") > 0,
                    values.toString());
        }
        assertEquals(6, measure(node("measuring", "encoderCost", "model", MiniFamily.STUDENT, "tokens", 16)).size());
        List<String> problems = bench.problems(graph(node("measuring", "encoderCost", "model",
                MiniFamily.NAME + "/vae")));
        assertTrue(problems.toString().contains("measuring.model: "), problems.toString());
    }

    /** Numbers in the file of an encoder. */
    private double weights(String encoder) throws Exception {
        Map<String, Tensor> tensors = WeightLoader.readAll(bench.models.resolve(encoder).resolve("model.safetensors"));
        try {
            return tensors.values().stream().mapToLong(Tensor::count).sum();
        } finally {
            tensors.values().forEach(Tensor::close);
        }
    }

    @Test
    void promptsThatCannotBeMeasuredAreNamed() throws Exception {
        Graph graph = graph(drawn("picture", "a red circle"), node("prompt", "prompt", "text", "an old man"),
                wire(node("table", "saveTable"), "a", "measuring.numbers"));
        String semantic = bench.run(graph.with(wire(measuring("semanticAccuracy", "picture.image"), "text",
                "prompt.text"))).failures().toString();
        assertTrue(semantic.contains("measuring.text: \"an old man\" is no caption"), semantic);
        String text = bench.run(graph.with(wire(measuring("textAccuracy", "picture.image"), "text", "prompt.text")))
                .failures().toString();
        assertTrue(text.contains("measuring.text: No prompt has a text in quotation marks"), text);
        String frechet = bench.run(graph(node("one", "worldPictures", "count", 2),
                wire(measuring("frechetDistance", "one.image", "network", "inception", "model", "mini/vae"),
                        "reference", "one.image"), wire(node("table", "saveTable"), "a", "measuring.numbers")))
                .failures().toString();
        assertTrue(frechet.contains("measuring.model") && frechet.contains("pt_inception"), frechet);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.distill.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.evaluation.nodes.EvaluationModels;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelIdentity;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.test.TestData;

/** What parameters say that they accept is what models are said to be. */
class AcceptedModelsTest {

    private static final NodeCatalog CATALOG =
            NodeCatalog.fromClassPath(AcceptedModelsTest.class.getClassLoader());

    private static List<String> accepts(String type, String parameter) {
        return CATALOG.nodeType("org.stillroom." + type).orElseThrow().parameter(parameter).orElseThrow().accepts();
    }

    private static Set<String> kinds(String model) {
        return CATALOG.identify(TestData.shared(model)).map(ModelIdentity::kinds).orElse(Set.of());
    }

    @Test
    void everyKindThatIsAcceptedExists() {
        Set<String> ids = Arrays.stream(ModelKind.values()).map(ModelKind::id).collect(Collectors.toSet());
        ids.add(EvaluationModels.INCEPTION);
        List<Parameter> parameters = CATALOG.nodeTypes().values().stream()
                .flatMap(type -> type.parameters().stream()).filter(each -> !each.accepts().isEmpty()).toList();
        assertTrue(parameters.size() > 8, parameters.size() + " parameters");
        for (Parameter parameter : parameters) {
            for (String accepted : parameter.accepts()) {
                assertTrue(ids.contains(accepted.replace("pipeline/", "")), accepted);
            }
        }
    }

    @Test
    void aNodeAcceptsWhatItCanRunAndNothingElse() {
        Set<String> pipeline = kinds("pipelines/tiny-flux-dev");
        Set<String> t5 = kinds("encoders/tiny-t5-small");
        Set<String> transformer = kinds("pipelines/tiny-sd3/transformer");
        Set<String> decoder = kinds("vae/taef1_decoder.safetensors");
        Set<String> tokenizer = kinds("pipelines/tiny-sd3/tokenizer_3");
        List<Set<String>> all = List.of(pipeline, t5, transformer, decoder, tokenizer);
        assertAccepts(all, List.of(pipeline, t5), accepts("t5Encoder", "model"));
        assertAccepts(all, List.of(pipeline, transformer), accepts("denoiser", "model"));
        assertAccepts(all, List.of(pipeline, decoder), accepts("vaeDecoder", "model"));
        assertAccepts(all, List.of(pipeline), accepts("vaeEncoder", "model"));
        assertAccepts(all, List.of(pipeline), accepts("clipEncoder", "model"));
        // the pipeline has two
        assertAccepts(all, List.of(tokenizer), accepts("tokenizer", "model"));
        // these read an encoder's own folder only
        assertAccepts(all, List.of(t5), accepts("encoderCost", "model"));
        assertAccepts(all, List.of(pipeline), accepts("drawPrompts", "model"));
    }

    private static void assertAccepts(List<Set<String>> all, List<Set<String>> expected, List<String> accepts) {
        assertEquals(expected, all.stream().filter(kinds -> kinds.stream().anyMatch(accepts::contains)).toList());
    }
}

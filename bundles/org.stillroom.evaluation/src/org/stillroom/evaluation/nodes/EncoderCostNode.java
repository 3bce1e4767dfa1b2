// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.nodes.ModelLoading;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.evaluation.report.Costs;
import org.stillroom.evaluation.report.Keys;
import org.stillroom.evaluation.report.Measured;
import org.stillroom.evaluation.report.Policy;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.torch.runtime.Device;

/** What a text encoder costs, and in comparison with another one: parameters, memory, and time under each policy. */
public final class EncoderCostNode implements NodeFunction {

    private static final String MODEL = "model";
    private static final String TEACHER = "teacher";

    /** What stands in the table for each key, in its order. */
    private static final Map<String, String> MEASURES = new LinkedHashMap<>();

    static {
        MEASURES.put(Keys.PARAMETERS, "parameters");
        MEASURES.put(Keys.MEMORY_KEPT, "bytes of weights, kept");
        MEASURES.put(Keys.MEMORY_STREAMED, "bytes of weights, streamed");
        for (Policy policy : Policy.values()) {
            MEASURES.put(Keys.LATENCY + policy.word(), "seconds a prompt, " + policy.word());
        }
    }

    @Override
    public void configure(ConfigureContext context) {
        check(context, MODEL);
        if (!alone(context.parameters())) {
            check(context, TEACHER);
        }
    }

    private static void check(ConfigureContext context, String parameter) {
        Optional<Path> model = ModelLoading.find(context, parameter);
        try {
            if (model.isPresent()) {
                ModelLoading.explained(parameter, model.get(), ModelKind.T5, () -> T5Files.open(model.get()));
            }
        } catch (NodeException e) {
            context.error(e);
        }
    }

    private static boolean alone(Parameters parameters) {
        return parameters.text(TEACHER).isEmpty();
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        Device device = ModelLoading.device(context);
        Costs costs = new Costs(device, device.dtype(), context.parameters().integer("tokens"));
        int encoders = alone(context.parameters()) ? 1 : 2;
        Map<String, Measured> measured = measure(context, MODEL, costs, new Share(context, 0, encoders));
        List<Numbers.Row> rows = new ArrayList<>();
        MEASURES.forEach((key, measure) -> rows.add(row(measure, measured.get(key).value(), measured.get(key))));
        if (encoders == 2) {
            Map<String, Measured> teacher = measure(context, TEACHER, costs, new Share(context, 1, encoders));
            MEASURES.forEach((key, measure) -> rows.add(row(measure + ", as a share of the teacher's",
                    measured.get(key).value() / teacher.get(key).value(), measured.get(key))));
        }
        context.output("numbers", new Numbers(rows));
    }

    private static Numbers.Row row(String measure, double value, Measured measured) {
        return new Numbers.Row(measure, value, measured.count());
    }

    private static Map<String, Measured> measure(ExecuteContext context, String parameter, Costs costs,
            Progress progress) throws NodeException {
        Path model = ModelLoading.find(context, parameter);
        Map<String, Measured> measured = new LinkedHashMap<>();
        ModelLoading.explained(parameter, () -> costs.measure(model, progress))
                .forEach(each -> measured.put(each.key(), each));
        return measured;
    }

    /**
     * The progress with one encoder, as a part of the whole.
     *
     * @param before encoders that are done
     */
    private record Share(ExecuteContext context, int before, int encoders) implements Progress {

        @Override
        public void checkCancelled() {
            context.checkCancelled();
        }

        @Override
        public void progress(long done, long total) {
            context.progress(before * total + done, encoders * total);
        }
    }
}

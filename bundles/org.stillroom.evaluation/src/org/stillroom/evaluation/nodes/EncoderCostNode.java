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
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.torch.runtime.Device;

/** What a text encoder costs, and in comparison with another one: parameters, memory, and time under each policy. */
public final class EncoderCostNode implements NodeFunction {

    private static final String MODEL = "model";
    private static final String TEACHER = "teacher";

    /**
     * A cost.
     *
     * @param name in the table that is saved
     * @param label on the node, where there is little room
     */
    private record Measure(String name, String label, Quantity.Unit unit) {
    }

    /** What stands in the table for each key, in its order. */
    private static final Map<String, Measure> MEASURES = new LinkedHashMap<>();

    static {
        MEASURES.put(Keys.PARAMETERS, new Measure("parameters", "parameters", Quantity.Unit.COUNT));
        MEASURES.put(Keys.MEMORY_KEPT, new Measure("bytes of weights, kept", "weights", Quantity.Unit.BYTES));
        MEASURES.put(Keys.MEMORY_STREAMED,
                new Measure("bytes of weights, streamed", "streamed", Quantity.Unit.BYTES));
        for (Policy policy : Policy.values()) {
            MEASURES.put(Keys.LATENCY + policy.word(),
                    new Measure("seconds a prompt, " + policy.word(), policy.word(), Quantity.Unit.SECONDS));
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
        if (encoders == 1) {
            put(context, measured, Map.of());
        } else {
            put(context, measured, measure(context, TEACHER, costs, new Share(context, 1, encoders)));
        }
    }

    /** @param teacher empty for none */
    private static void put(ExecuteContext context, Map<String, Measured> own, Map<String, Measured> teacher) {
        List<Numbers.Row> rows = new ArrayList<>();
        List<Numbers.Row> shares = new ArrayList<>();
        List<Shown.Row> shown = new ArrayList<>();
        MEASURES.forEach((key, measure) -> {
            Measured found = own.get(key);
            List<Quantity> values = new ArrayList<>(List.of(new Quantity(found.value(), measure.unit())));
            rows.add(new Numbers.Row(measure.name(), values.getFirst(), found.count()));
            if (!teacher.isEmpty()) {
                Quantity share = Quantity.share(found.value() / teacher.get(key).value());
                values.addAll(List.of(new Quantity(teacher.get(key).value(), measure.unit()), share));
                shares.add(new Numbers.Row(measure.name() + ", as a share of the teacher's", share, found.count()));
            }
            shown.add(new Shown.Row(measure.label(), values, ""));
        });
        rows.addAll(shares);
        context.output("numbers", new Numbers(rows));
        context.show(new Shown.Table(teacher.isEmpty() ? List.of() : List.of("encoder", "teacher", "share"), shown));
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

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillroom.diffusion.files.ModelKind;
import org.stillroom.diffusion.nodes.ModelLoading;
import org.stillroom.diffusion.text.T5Encoder;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.evaluation.measures.Pictures;
import org.stillroom.evaluation.report.Contact;
import org.stillroom.evaluation.report.Drawing;
import org.stillroom.evaluation.report.Family;
import org.stillroom.evaluation.report.Painter;
import org.stillroom.evaluation.report.Wanted;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.CheckpointException;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.runtime.Device;

/**
 * A picture for each prompt of a set, with a FLUX pipeline and a text encoder of one's choice: what is measured. The
 * noise follows from prompt and seed alone, as in reports, so two encoders can be compared; a prompt that comes again
 * gets the next seed.
 */
public final class DrawPromptsNode implements NodeFunction {

    private static final String MODEL = "model";
    private static final String ENCODER = "encoder";
    private static final String PROMPTS = "prompts";
    private static final int MOST = 10_000;
    /** Of a level of a pixel, as it is drawn and in the tensor of all pictures. */
    private static final int BYTES = 1 + Float.BYTES;

    @Override
    public void configure(ConfigureContext context) {
        Drawing drawing = drawing(context.parameters());
        int count = context.input(PROMPTS, PromptSet.Info.class).map(PromptSet.Info::count).orElse(0);
        context.output("image", new Picture.Info(count, drawing.size(), drawing.size()));
        tooMany(count, drawing.size()).ifPresent(problem -> context.error(PROMPTS, problem));
        Optional<Path> model = ModelLoading.find(context, MODEL);
        boolean own = own(context.parameters());
        Optional<Path> encoder = own ? model.map(DrawPromptsNode::own) : ModelLoading.find(context, ENCODER);
        try {
            if (model.isPresent()) {
                Family family = ModelLoading.explained(MODEL, model.get(), ModelKind.PIPELINE,
                        () -> Family.open(model.get()));
                if (encoder.isPresent()) {
                    ModelLoading.explained(own ? MODEL : ENCODER, encoder.get(), ModelKind.T5,
                            () -> fit(family, encoder.get()));
                }
            }
        } catch (NodeException e) {
            context.error(e);
        }
    }

    /** All of them are in memory together, at most half of what Java may use. */
    private static Optional<String> tooMany(int count, int size) {
        long bytes = 3L * size * size * BYTES;
        long most = Math.min(MOST, Math.min(Runtime.getRuntime().maxMemory() / 2, Integer.MAX_VALUE * 4L) / bytes);
        return count <= most ? Optional.empty() : Optional.of("These are " + count + " prompts, and at most " + most
                + " pictures of " + size + " x " + size + " pixels are drawn at once on this machine; ask the prompt "
                + "set for fewer, or draw smaller ones.");
    }

    private static boolean own(Parameters parameters) {
        return parameters.text(ENCODER).isEmpty();
    }

    private static Path own(Path model) {
        return model.resolve("text_encoder_2");
    }

    private static Path fit(Family family, Path encoder) throws CheckpointException {
        family.requireFit(encoder);
        return encoder;
    }

    private static Drawing drawing(Parameters parameters) {
        return new Drawing(parameters.integer("steps"), parameters.number("guidance"), parameters.integer("size"));
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        Path model = ModelLoading.find(context, MODEL);
        boolean own = own(context.parameters());
        Path encoder = own ? own(model) : ModelLoading.find(context, ENCODER);
        Device device = ModelLoading.device(context);
        DType dtype = device.dtype();
        Family family = ModelLoading.explained(MODEL, () -> Family.open(model));
        try (Painter painter = ModelLoading.explained(MODEL,
                () -> Painter.load(family, device, dtype, context));
                T5Encoder text = ModelLoading.explained(own ? MODEL : ENCODER,
                        () -> T5Encoder.load(fit(family, encoder), device, dtype, context))) {
            List<RgbImage> pictures = ModelLoading.explained(own ? MODEL : ENCODER,
                    () -> draw(context, painter, text));
            context.show(Contact.shown(pictures));
            context.output("image", new Picture(Pictures.tensor(pictures)));
        }
    }

    private static List<RgbImage> draw(ExecuteContext context, Painter painter, T5Encoder encoder)
            throws CheckpointException {
        Drawing drawing = drawing(context.parameters());
        long seed = context.parameters().seed("seed");
        Map<String, Long> times = new HashMap<>();
        List<Wanted> wanted = context.input(PROMPTS, PromptSet.class).prompts().stream()
                .map(prompt -> Wanted.of(prompt, seed + times.merge(prompt, 1L, Long::sum) - 1)).toList();
        List<RgbImage> pictures = new ArrayList<>();
        for (int first = 0; first < wanted.size(); first += drawing.batch()) {
            context.progress(first, wanted.size());
            pictures.addAll(painter.draw(wanted.subList(first, Math.min(first + drawing.batch(), wanted.size())),
                    encoder, drawing, context));
            context.preview(() -> Contact.shown(pictures).picture());
        }
        context.progress(wanted.size(), wanted.size());
        return pictures;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.stillroom.diffusion.files.ModelFile;
import org.stillroom.diffusion.lora.AdaptedResidence;
import org.stillroom.diffusion.lora.LoraFile;
import org.stillroom.diffusion.lora.LoraFit;
import org.stillroom.diffusion.lora.LoraPart;
import org.stillroom.diffusion.lora.LoraTargets;
import org.stillroom.diffusion.text.ClipConfig;
import org.stillroom.diffusion.text.ClipFiles;
import org.stillroom.diffusion.text.ClipPart;
import org.stillroom.diffusion.text.T5Config;
import org.stillroom.diffusion.text.T5Files;
import org.stillroom.diffusion.values.Loras;
import org.stillroom.diffusion.weights.StoredModel;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.torch.models.Residence;
import org.stillroom.torch.runtime.Device;

/**
 * What every node with an input for LoRAs does alike: says what they change of its model, and what not, and puts them
 * over its weights.
 *
 * @param targets what may be changed; of several, the first that a LoRA has something for that fits
 * @param strength which of a LoRA's strengths is meant
 */
record LoraInput(List<LoraTargets> targets, ToDoubleFunction<Loras.One> strength) {

    /** Input of the nodes that take LoRAs, input and output of the LoRA node. */
    static final String PORT = "lora";

    static LoraInput ofDenoiser(LoraTargets targets) {
        return new LoraInput(List.of(targets), Loras.One::strength);
    }

    static LoraInput ofT5(T5Config config) {
        return new LoraInput(List.of(T5Files.loraTargets(config)), Loras.One::textStrength);
    }

    /** @param part which of both it is; where nobody knows, its width tells, or else what fits of a LoRA */
    static LoraInput ofClip(ClipConfig config, Optional<ClipPart> part) {
        List<LoraPart> parts = switch (part.or(() -> ClipPart.of(config.hiddenSize())).orElse(null)) {
            case L -> List.of(LoraPart.CLIP_L);
            case G -> List.of(LoraPart.CLIP_G);
            case null -> List.of(LoraPart.CLIP_L, LoraPart.CLIP_G);
        };
        return new LoraInput(parts.stream().map(each -> ClipFiles.loraTargets(config, each)).toList(),
                Loras.One::textStrength);
    }

    /** Reports what does not fit. */
    void check(ConfigureContext context) {
        Optional<Loras> loras = context.input(PORT, Loras.class);
        if (loras.isEmpty()) {
            return;
        }
        boolean any = false;
        for (Loras.One lora : loras.get().row()) {
            try {
                LoraFit fit = fit(lora);
                any |= fit.meant();
                problem(fit, lora).ifPresentOrElse(problem -> context.error(PORT, problem),
                        () -> fit.warnings(lora.name()).forEach(warning -> context.warning(PORT, warning)));
            } catch (NodeException e) {
                context.error(e);
            }
        }
        if (!any) {
            context.warning(PORT, "Nothing of what is wired here is for the " + targets.getFirst().label()
                    + ": remove the wire, or choose another LoRA.");
        }
    }

    private LoraFit fit(Loras.One lora) throws NodeException {
        LoraFile file = ModelLoading.explained(PORT, () -> LoraFile.open(lora.file()));
        List<LoraFit> fits = targets.stream().map(each -> LoraFit.of(file, each)).toList();
        return fits.stream().filter(fit -> fit.meant() && fit.problem("").isEmpty()).findFirst()
                .or(() -> fits.stream().filter(LoraFit::meant).findFirst()).orElse(fits.getFirst());
    }

    private static Optional<String> problem(LoraFit fit, Loras.One lora) {
        return fit.problem(lora.name()).map(problem ->
                problem + " It is a " + ModelFile.identify(lora.file()).label() + ".");
    }

    /** LoRAs that change something, with their strengths; none where nothing is wired. */
    List<AdaptedResidence.Applied> applied(ExecuteContext context) throws NodeException {
        List<AdaptedResidence.Applied> applied = new ArrayList<>();
        for (Loras.One lora : context.optionalInput(PORT, Loras.class).map(Loras::row).orElse(List.of())) {
            LoraFit fit = fit(lora);
            Optional<String> problem = problem(fit, lora);
            if (problem.isPresent()) {
                throw new NodeException(PORT, problem.get());
            }
            if (fit.meant() && strength.applyAsDouble(lora) != 0) {
                applied.add(new AdaptedResidence.Applied(fit, strength.applyAsDouble(lora)));
            }
        }
        return applied;
    }

    /** The weights of a model that {@link ModelLoading#use} gave, with LoRAs over them. */
    static AdaptedResidence over(Residence weights, Device device, List<AdaptedResidence.Applied> loras,
            ExecuteContext context) {
        return new AdaptedResidence(weights, ModelLoading.policy(context), device,
                StoredModel.numbers(ModelLoading.dtype(context.parameters(), device), device), loras);
    }
}

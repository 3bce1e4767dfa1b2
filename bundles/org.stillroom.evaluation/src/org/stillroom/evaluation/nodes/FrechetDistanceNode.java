// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.nodes.KeptForecast;
import org.stillroom.diffusion.nodes.ModelLoading;
import org.stillroom.diffusion.vae.VaeFile;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.evaluation.measures.FeatureCollector;
import org.stillroom.evaluation.measures.FeatureNetwork;
import org.stillroom.evaluation.measures.Features;
import org.stillroom.evaluation.measures.FrechetDistance;
import org.stillroom.evaluation.measures.InceptionFeatures;
import org.stillroom.evaluation.measures.PrecisionRecall;
import org.stillroom.evaluation.measures.WorldFeatures;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.MemoryForecast;
import org.stillroom.nodes.contract.ModelMemory;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.torch.formats.DType;
import org.stillroom.torch.models.Lease;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Tensor;

/** How near pictures are to others in the eyes of a network: Fréchet distance, precision and recall. */
public final class FrechetDistanceNode implements MemoryForecast {

    private static final String MODEL = "model";
    private static final String INCEPTION = "inception";
    private static final int AT_ONCE = 16;

    @Override
    public void configure(ConfigureContext context) {
        ModelLoading.find(context, MODEL);
    }

    @Override
    public Optional<ModelMemory> memory(ConfigureContext context, String device) throws NodeException {
        Path model = ModelLoading.find(context, MODEL).orElseThrow(() -> new NodeException(MODEL, "is missing"));
        Optional<Picture.Info> image = context.input("image", Picture.Info.class);
        return ModelLoading.explained(MODEL, () -> {
            if (context.parameters().text("network").equals(INCEPTION)) {
                return Optional.of(KeptForecast.of(context, MODEL, model, device, InceptionFeatures.class,
                        List.of(InceptionFeatures.stored(model)),
                        InceptionFeatures.workBytes(image.map(Picture.Info::batch).orElse(AT_ONCE))));
            }
            VaeFile vae = VaeFile.open(model);
            long work = image.map(info -> vae.encodeBytes(Math.min(info.batch(), AT_ONCE), info.width(),
                    info.height(), Device.parse(device), DType.F32)).orElse(0L);
            return Optional.of(KeptForecast.of(context, MODEL, model, device, WorldFeatures.class,
                    List.of(vae.encoderWeights()), work));
        });
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        Tensor pictures = context.input("image", Picture.class).pixels();
        Tensor reference = context.input("reference", Picture.class).pixels();
        try (Lease<? extends FeatureNetwork> lease = network(context)) {
            long total = pictures.size(0) + reference.size(0);
            Features real = features(context, lease.model(), "reference", reference, 0, total);
            Features drawn = features(context, lease.model(), "image", pictures, reference.size(0), total);
            context.output("numbers", numbers(context, lease.model().name(), real, drawn));
        }
    }

    private static Lease<? extends FeatureNetwork> network(ExecuteContext context) throws NodeException {
        Path model = ModelLoading.find(context, MODEL);
        Device device = ModelLoading.device(context);
        if (context.parameters().text("network").equals(INCEPTION)) {
            return ModelLoading.lease(context, MODEL, model, device, DType.F32, InceptionFeatures.class,
                    (path, on, dtype, progress) -> InceptionFeatures.load(path, on, progress));
        }
        return ModelLoading.lease(context, MODEL, model, device, DType.F32, WorldFeatures.class,
                (path, on, dtype, progress) -> WorldFeatures.load(path, on, progress));
    }

    private static Features features(ExecuteContext context, FeatureNetwork network, String input, Tensor pictures,
            long before, long total) throws NodeException {
        FeatureCollector collector = new FeatureCollector(network);
        for (long first = 0; first < pictures.size(0); first += AT_ONCE) {
            context.progress(before + first, total);
            try (Tensor some = pictures.slice(0, first, Math.min(first + AT_ONCE, pictures.size(0)))) {
                collector.add(some);
            } catch (IllegalArgumentException e) {
                throw new NodeException(input, e.getMessage(), e);
            }
        }
        return ModelLoading.explained(input, collector::features);
    }

    private static Numbers numbers(ExecuteContext context, String network, Features real, Features drawn) {
        FrechetDistance distance = FrechetDistance.between(real, drawn);
        List<Numbers.Row> rows = new ArrayList<>();
        rows.add(new Numbers.Row("Fréchet distance, " + network, Quantity.of(distance.value()), drawn.count(),
                distance.remark().orElse("")));
        if (Math.min(real.count(), drawn.count()) > PrecisionRecall.USUAL_NEIGHBOURS) {
            PrecisionRecall both = PrecisionRecall.between(real, drawn, PrecisionRecall.USUAL_NEIGHBOURS,
                    context);
            rows.add(new Numbers.Row("precision", Quantity.share(both.precision()), drawn.count()));
            rows.add(new Numbers.Row("recall", Quantity.share(both.recall()), real.count()));
        }
        return new Numbers(rows);
    }
}

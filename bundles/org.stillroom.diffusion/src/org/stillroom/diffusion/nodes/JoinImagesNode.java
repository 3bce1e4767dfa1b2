// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.nodes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.torch.runtime.Tensor;

/**
 * Makes one picture of two to four, side by side on white, their upper edges in line. Of batches, the first picture of
 * each is joined, then the second, and so on; a shorter batch goes on with its last picture.
 */
public final class JoinImagesNode implements NodeFunction {

    private static final List<String> INPUTS = List.of("a", "b", "c", "d");
    private static final String IMAGE = "image";
    private static final String GAP = "gap";
    private static final int BATCH = 0;
    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;

    @Override
    public void configure(ConfigureContext context) {
        int gap = context.parameters().integer(GAP);
        List<Optional<Picture.Info>> images = INPUTS.stream().filter(context::wired)
                .map(input -> context.input(input, Picture.Info.class)).toList();
        List<Picture.Info> known = images.stream().flatMap(Optional::stream).toList();
        boolean all = known.size() == images.size() && !known.isEmpty()
                && known.stream().allMatch(image -> image.batch() > 0 && image.width() > 0 && image.height() > 0);
        context.output(IMAGE, all ? new Picture.Info(
                known.stream().mapToInt(Picture.Info::batch).max().orElseThrow(),
                known.stream().mapToInt(Picture.Info::width).sum() + gap * (known.size() - 1),
                known.stream().mapToInt(Picture.Info::height).max().orElseThrow()) : new Picture.Info(0, 0, 0));
    }

    @Override
    public void execute(ExecuteContext context) {
        List<Tensor> pictures = INPUTS.stream().flatMap(input -> context.optionalInput(input, Picture.class).stream())
                .map(Picture::pixels).toList();
        long height = most(pictures, pixels -> pixels.size(HEIGHT));
        long batch = most(pictures, pixels -> pixels.size(BATCH));
        int gap = context.parameters().integer(GAP);
        List<Tensor> rows = new ArrayList<>();
        try {
            for (long i = 0; i < batch; i++) {
                context.checkCancelled();
                rows.add(row(pictures, i, height, gap));
            }
            context.output(IMAGE, new Picture(Tensor.cat(BATCH, rows)));
        } finally {
            rows.forEach(Tensor::close);
        }
    }

    private static long most(List<Tensor> pictures, ToLongFunction<Tensor> size) {
        return pictures.stream().mapToLong(size).max().orElseThrow();
    }

    private static Tensor row(List<Tensor> pictures, long index, long height, int gap) {
        List<Tensor> parts = new ArrayList<>();
        try {
            for (Tensor batch : pictures) {
                if (!parts.isEmpty() && gap > 0) {
                    parts.add(white(height, gap));
                }
                long i = Math.min(index, batch.size(BATCH) - 1);
                try (Tensor picture = batch.slice(BATCH, i, i + 1)) {
                    parts.add(onWhite(picture, height));
                }
            }
            return Tensor.cat(WIDTH, parts);
        } finally {
            parts.forEach(Tensor::close);
        }
    }

    private static Tensor onWhite(Tensor picture, long height) {
        long missing = height - picture.size(HEIGHT);
        if (missing == 0) {
            return Tensor.cat(HEIGHT, List.of(picture));
        }
        try (Tensor below = white(missing, picture.size(WIDTH))) {
            return Tensor.cat(HEIGHT, List.of(picture, below));
        }
    }

    private static Tensor white(long height, long width) {
        float[] ones = new float[Math.toIntExact(3 * height * width)];
        Arrays.fill(ones, 1);
        return Tensor.of(ones, 1, 3, height, width);
    }
}

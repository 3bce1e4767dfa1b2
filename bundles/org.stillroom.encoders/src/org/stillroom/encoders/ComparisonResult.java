// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.eclipse.osgi.util.NLS;
import org.stillroom.diffusion.files.ListedEncoder;
import org.stillroom.diffusion.image.PictureMetrics;
import org.stillroom.diffusion.values.Picture;
import org.stillroom.editor.status.NodeStatus;
import org.stillroom.encoders.edit.Contender;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.Quantity;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.torch.formats.DType;
import org.stillroom.workbench.open.RanGraph;

/** What a run of a comparison says of each encoder. */
final class ComparisonResult {

    private ComparisonResult() {}

    /**
     * @param rows of the list of encoders, for what they are
     * @return in the order of the branches
     */
    static List<Compared> of(RanGraph run, List<Contender> contenders, List<EncoderRow> rows) {
        List<Compared> all = new ArrayList<>();
        Optional<RgbImage> first = Optional.empty();
        for (Contender contender : contenders) {
            Optional<RgbImage> picture = run.output(contender.picture(), ComparisonResult::picture);
            List<String> lines = new ArrayList<>();
            rows.stream().filter(row -> row.name().equals(contender.model())).findFirst().flatMap(EncoderRow::sound)
                    .ifPresent(sound -> lines.addAll(size(sound)));
            lines.add(time(run.status(contender.encoder())));
            lines.add(all.isEmpty() ? Messages.ComparisonResult_first : difference(first, picture));
            if (all.isEmpty()) {
                first = picture;
            }
            all.add(new Compared(contender.model(), lines, picture));
        }
        return all;
    }

    private static List<String> size(ListedEncoder.Sound encoder) {
        return List.of(NLS.bind(Messages.ComparisonResult_parameters, Sizes.count(encoder.parameters())),
                NLS.bind(Messages.ComparisonResult_memory, Sizes.bytes(encoder.bytesIn(DType.BF16)),
                        Sizes.bytes(encoder.bytesIn(DType.F32))));
    }

    private static String time(NodeStatus status) {
        return switch (status.state()) {
            case DONE -> NLS.bind(Messages.ComparisonResult_seconds, Quantity.seconds(status.seconds()).text());
            case CACHED -> Messages.ComparisonResult_cached;
            case RECALLED -> NLS.bind(Messages.ComparisonResult_recalled, Quantity.seconds(status.seconds()).text());
            case FAILED -> status.message();
            default -> Messages.ComparisonResult_notRun;
        };
    }

    private static String difference(Optional<RgbImage> first, Optional<RgbImage> picture) {
        if (first.isEmpty() || picture.isEmpty()) {
            return Messages.ComparisonResult_nothing;
        }
        RgbImage a = first.get();
        RgbImage b = picture.get();
        if (!a.sameSizeAs(b)) {
            return NLS.bind(Messages.ComparisonResult_otherSize, b.width(), b.height());
        }
        double psnr = PictureMetrics.psnr(a, b, Progress.NONE);
        if (Double.isInfinite(psnr)) {
            return Messages.ComparisonResult_same;
        }
        OptionalDouble ssim = PictureMetrics.ssim(a, b, Progress.NONE);
        String noise = String.format(Locale.ROOT, "%.1f", psnr);
        String share = Quantity.share(meanDifference(a, b)).text();
        return ssim.isEmpty() ? NLS.bind(Messages.ComparisonResult_differs, share, noise)
                : NLS.bind(Messages.ComparisonResult_differsAlike, new Object[] {share, noise,
                        String.format(Locale.ROOT, "%.3f", ssim.getAsDouble())});
    }

    /** Of all levels, as a part of the whole scale. */
    private static double meanDifference(RgbImage a, RgbImage b) {
        long sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            sum += Math.abs((a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff));
        }
        return sum / 255.0 / a.rgb().length;
    }

    /** The first picture of a batch, rounded as the picture files are. */
    private static RgbImage picture(Object value) {
        Picture batch = (Picture) value;
        int height = Math.toIntExact(batch.pixels().size(2));
        int width = Math.toIntExact(batch.pixels().size(3));
        float[] planes = batch.pixels().floats();
        int area = width * height;
        byte[] rgb = new byte[3 * area];
        for (int at = 0; at < rgb.length; at++) {
            rgb[at] = (byte) (Math.clamp(planes[at % 3 * area + at / 3], 0f, 1f) * 255 + 0.5f);
        }
        return new RgbImage(width, height, rgb);
    }
}

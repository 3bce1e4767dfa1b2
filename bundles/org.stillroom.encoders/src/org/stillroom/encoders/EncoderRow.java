// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.stillroom.diffusion.files.EncoderFit;
import org.stillroom.diffusion.files.ListedEncoder;

/**
 * A line of the list of encoders.
 *
 * @param fit whether the denoisers of the graph can follow it
 * @param verdict the same in words, with the reason where it does not fit
 */
record EncoderRow(ListedEncoder encoder, Fit fit, String verdict) {

    enum Fit { FITS, UNKNOWN, DIFFERS, BROKEN }

    static EncoderRow of(ListedEncoder encoder, List<EncoderFit> denoisers) {
        return switch (encoder) {
            case ListedEncoder.Broken broken -> new EncoderRow(broken, Fit.BROKEN, broken.reason());
            case ListedEncoder.Sound sound -> of(sound, denoisers);
        };
    }

    private static EncoderRow of(ListedEncoder.Sound encoder, List<EncoderFit> denoisers) {
        for (EncoderFit denoiser : denoisers) {
            if (!denoiser.accepts(encoder)) {
                return new EncoderRow(encoder, Fit.DIFFERS, NLS.bind(Messages.EncoderRow_differs,
                        new Object[] {encoder.width(), denoiser.denoiser(), denoiser.width()}));
            }
        }
        if (denoisers.isEmpty()) {
            return new EncoderRow(encoder, Fit.UNKNOWN, Messages.EncoderRow_noDenoiser);
        }
        if (encoder.config().tables()) {
            // its width alone would say that it fits
            return new EncoderRow(encoder, Fit.DIFFERS, Messages.EncoderRow_umt5);
        }
        Optional<EncoderFit> unread = denoisers.stream().filter(denoiser -> denoiser.width() == 0).findFirst();
        return unread.isPresent()
                ? new EncoderRow(encoder, Fit.UNKNOWN, NLS.bind(Messages.EncoderRow_unknown, unread.get().reason()))
                : new EncoderRow(encoder, Fit.FITS, Messages.EncoderRow_fits);
    }

    String name() {
        return encoder.name();
    }

    Optional<ListedEncoder.Sound> sound() {
        return encoder instanceof ListedEncoder.Sound sound ? Optional.of(sound) : Optional.empty();
    }

    /** Whether it can be put into the graph, with a warning or without. */
    boolean usable() {
        return fit != Fit.BROKEN;
    }
}

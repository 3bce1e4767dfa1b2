// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.diffusion.files.EncoderFit;
import org.stillroom.diffusion.files.ListedEncoder;
import org.stillroom.diffusion.text.T5Config;

/** What the list of encoders says. */
class EncoderRowTest {

    private final Locale locale = Locale.getDefault();

    @BeforeEach
    void english() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
    }

    @Test
    void anEncoderFitsIfAllDenoisersTakeItsWidth() {
        EncoderFit flux = new EncoderFit("flux", 4096, "");
        EncoderFit small = new EncoderFit("small", 64, "");
        EncoderRow row = EncoderRow.of(encoder(4096), List.of(flux));
        assertEquals(EncoderRow.Fit.FITS, row.fit());
        assertEquals("✓ fits", EncoderColumn.FITS.text(row));
        EncoderRow differs = EncoderRow.of(encoder(4096), List.of(flux, small));
        assertEquals(EncoderRow.Fit.DIFFERS, differs.fit());
        assertEquals("✗ gives 4096, but “small” takes 64", EncoderColumn.FITS.text(differs));
        assertTrue(differs.usable());
    }

    @Test
    void aUmT5OfTheRightWidthDoesNotFit() {
        T5Config umt5 = new T5Config(256_384, 4096, 64, 10_240, 24, 64, 32, 128, 1e-6, true, OptionalInt.empty(), true);
        EncoderRow row = EncoderRow.of(new ListedEncoder.Sound("u", Path.of("u"), umt5, 900, 1800),
                List.of(new EncoderFit("flux", 4096, "")));
        assertEquals(EncoderRow.Fit.DIFFERS, row.fit());
        assertEquals("✗ is a umT5, and the denoiser follows a T5: their vocabularies differ",
                EncoderColumn.FITS.text(row));
    }

    @Test
    void whatIsNotKnownIsNotRefused() {
        assertEquals(EncoderRow.Fit.UNKNOWN, EncoderRow.of(encoder(64), List.of()).fit());
        EncoderRow unread = EncoderRow.of(encoder(64), List.of(new EncoderFit("flux", 0, "flux is missing")));
        assertEquals(EncoderRow.Fit.UNKNOWN, unread.fit());
        assertTrue(unread.verdict().contains("flux is missing"), unread.verdict());
    }

    @Test
    void aBrokenEncoderSaysWhyAndCannotBeUsed() {
        EncoderRow row = EncoderRow.of(new ListedEncoder.Broken("t5", "config.json is missing"), List.of());
        assertFalse(row.usable());
        assertEquals("✗ config.json is missing", EncoderColumn.FITS.text(row));
        assertEquals("", EncoderColumn.PARAMETERS.text(row));
    }

    @Test
    void columnsShowAndSortNumbers() {
        EncoderRow large = EncoderRow.of(encoder(4096), List.of());
        EncoderRow small = EncoderRow.of(new ListedEncoder.Sound("b", Path.of("b"), config(64), 900, 1800), List.of());
        assertEquals("4.76 B", EncoderColumn.PARAMETERS.text(large));
        assertEquals("9.52 GB", EncoderColumn.BFLOAT16.text(large));
        assertEquals("19 GB", EncoderColumn.FLOAT32.text(large));
        assertEquals("4096", EncoderColumn.WIDTH.text(large));
        assertEquals("24", EncoderColumn.LAYERS.text(large));
        assertEquals("32128", EncoderColumn.VOCABULARY.text(large));
        assertTrue(EncoderColumn.PARAMETERS.order().compare(small, large) < 0);
        assertTrue(EncoderColumn.NAME.order().compare(small, large) > 0);
    }

    @Test
    void sizesHaveThreeDigitsAtMost() {
        assertEquals("0", Sizes.count(0));
        assertEquals("999", Sizes.count(999));
        assertEquals("1 K", Sizes.count(1_000));
        assertEquals("16.7 K", Sizes.count(16_744));
        assertEquals("223 M", Sizes.count(222_903_552));
        assertEquals("1 M", Sizes.count(999_999));
        assertEquals("67 KB", Sizes.bytes(66_976));
        assertEquals("1.05 MB", Sizes.bytes(1 << 20));
    }

    private static ListedEncoder.Sound encoder(int width) {
        return new ListedEncoder.Sound("a", Path.of("a"), config(width), 4_762_310_656L, 9_524_621_312L);
    }

    private static T5Config config(int width) {
        return new T5Config(32_128, 4096, 64, 10_240, 24, 64, 32, 128, 1e-6, true, OptionalInt.of(width));
    }
}

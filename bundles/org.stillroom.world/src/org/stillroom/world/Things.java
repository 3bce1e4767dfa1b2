// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the things of a picture that shows no sign. */
final class Things {

    /** A blob that resembles a figure so well is one thing. */
    private static final double SURE = 0.9;

    /** How much better two halves must be than the whole for a blob to be two things. */
    private static final double GAIN = 0.04;

    /** Things that touch are cut at most so often. */
    private static final int CUTS = 3;

    /** The pixels that tell the colour: those of nearly full contrast. */
    private static final float PURE = 0.88f;

    private Things() {
    }

    /** @return the things, from the top and the left */
    static List<Thing> of(Pixels pixels) {
        List<Thing> things = new ArrayList<>();
        for (Blob blob : Blob.all(pixels)) {
            add(pixels, blob, CUTS, things);
        }
        things.sort(Comparator.comparingDouble(Thing::y).thenComparingDouble(Thing::x));
        return things;
    }

    private static void add(Pixels pixels, Blob blob, int cuts, List<Thing> things) {
        Figures.Fit whole = Figures.fit(blob);
        List<Blob> halves = whole.match() > SURE || cuts == 0 ? List.of() : halves(blob, whole);
        if (halves.isEmpty()) {
            things.add(thing(pixels, blob, whole));
        } else {
            halves.forEach(half -> add(pixels, half, cuts - 1, things));
        }
    }

    /** The better of the two ways to cut the blob, or nothing if it is better whole. */
    private static List<Blob> halves(Blob blob, Figures.Fit whole) {
        List<Blob> best = List.of();
        double most = whole.match() + GAIN;
        for (boolean upright : new boolean[] {true, false}) {
            List<Blob> halves = blob.cut(upright);
            double least = halves.stream().mapToDouble(half -> Figures.fit(half).match()).min().orElse(0);
            if (least > most) {
                most = least;
                best = halves;
            }
        }
        return best;
    }

    private static Thing thing(Pixels pixels, Blob blob, Figures.Fit fit) {
        Frame frame = Frame.about(blob.cover());
        Texture texture = Textures.of(blob, frame, fit.model());
        return new Thing(fit.good() ? Optional.of(fit.figure()) : Optional.empty(), colour(pixels, blob), texture,
                (frame.left() + frame.right()) / 2, (frame.top() + frame.bottom()) / 2, frame.width(), frame.height());
    }

    private static Optional<Colour> colour(Pixels pixels, Blob blob) {
        double red = 0;
        double green = 0;
        double blue = 0;
        int count = 0;
        for (int i = 0; i < blob.cover().length; i++) {
            if (blob.cover()[i] >= PURE) {
                red += pixels.red()[i];
                green += pixels.green()[i];
                blue += pixels.blue()[i];
                count++;
            }
        }
        return count == 0 ? Optional.empty() : Palette.name(red / count, green / count, blue / count);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a picture canvas shows and where: one or two pictures, the mode, the part in sight and the slider. A second
 * picture of another size is shown as wide as the first, so that the same part of both is in sight.
 */
final class CanvasScene {

    static final List<Integer> GAINS = List.of(1, 2, 4, 8, 16, 32);

    /** Width of the line between two pictures side by side. */
    private static final int GAP = 2;
    private static final int DEFAULT_GAIN = 4;

    private Pyramid first;
    private Pyramid second;
    private Pyramid difference;
    private Mode mode = Mode.SINGLE;
    private Viewport view = new Viewport(1, 0, 0);
    private boolean fits = true;
    private double slider = 0.5;
    private int gain = DEFAULT_GAIN;
    private int width = 1;
    private int height = 1;

    /** The size of the canvas. */
    void resize(int newWidth, int newHeight) {
        width = Math.max(1, newWidth);
        height = Math.max(1, newHeight);
        settle();
    }

    /** Shows one picture, or two in a mode for two; another size than before is fitted anew. */
    void show(Pyramid newFirst, Pyramid newSecond, Mode newMode) {
        boolean sameSize = first != null && newFirst != null && first.picture().sameSizeAs(newFirst.picture());
        boolean samePanes = (mode == Mode.SIDE_BY_SIDE) == (newMode == Mode.SIDE_BY_SIDE);
        fits |= !sameSize || !samePanes;
        first = newFirst;
        second = newSecond;
        mode = newSecond == null ? Mode.SINGLE : newMode;
        difference = null;
        settle();
    }

    /** What {@link Mode#DIFFERENCE} shows, as soon as it is known; as large as the pictures. */
    void setDifference(Pyramid newDifference) {
        difference = newDifference;
    }

    Mode mode() {
        return mode;
    }

    Optional<Pyramid> first() {
        return Optional.ofNullable(first);
    }

    Optional<Pyramid> second() {
        return Optional.ofNullable(second);
    }

    /** Where the first picture lies, from the left edge of its pane. */
    Viewport view() {
        return view;
    }

    void fit() {
        fits = true;
        settle();
    }

    /** Whether the picture is kept as large as the canvas allows. */
    boolean fits() {
        return fits;
    }

    /** Scales the pictures with the point under a place of the canvas unmoved. */
    void scaleTo(double scale, int x, int y) {
        view = view.scaledTo(scale, x - paneLeft(x), y);
        fits = false;
        settle();
    }

    void scaleBy(double factor, int x, int y) {
        scaleTo(view.scale() * factor, x, y);
    }

    void moveBy(int dx, int dy) {
        view = view.movedBy(dx, dy);
        fits = false;
        settle();
    }

    int gain() {
        return gain;
    }

    /** @param newGain what differences are multiplied with */
    void setGain(int newGain) {
        gain = newGain;
    }

    /** The next larger or smaller gain. */
    void stepGain(boolean up) {
        int next = GAINS.indexOf(gain) + (up ? 1 : -1);
        if (next >= 0 && next < GAINS.size()) {
            gain = GAINS.get(next);
        }
    }

    /** How much of the first picture the slider leaves in sight, 0 to 1. */
    double slider() {
        return slider;
    }

    void setSlider(double part) {
        slider = Math.max(0, Math.min(1, part));
    }

    /** Where the slider is on the canvas. */
    int sliderX() {
        double x = view.x() + slider * first.width() * view.scale();
        return (int) Math.round(Math.max(0, Math.min(width, x)));
    }

    void dragSliderTo(int x) {
        setSlider(view.pictureX(x) / first.width());
    }

    List<Pane> panes() {
        if (first == null) {
            return List.of();
        }
        return switch (mode) {
            case SINGLE -> List.of(new Pane(first, 0, width, view));
            case SIDE_BY_SIDE -> List.of(new Pane(first, 0, paneWidth(), view),
                    new Pane(second, paneWidth() + GAP, width, asWide(view).movedBy(paneWidth() + GAP, 0)));
            case SLIDER -> List.of(new Pane(first, 0, sliderX(), view),
                    new Pane(second, sliderX(), width, asWide(view)));
            case DIFFERENCE -> difference == null ? List.of() : List.of(new Pane(difference, 0, width, view));
        };
    }

    /** What is under a place of the canvas; empty outside the pictures. */
    Optional<Probe> probe(int x, int y) {
        if (first == null) {
            return Optional.empty();
        }
        double pictureX = Math.floor(view.pictureX(x - paneLeft(x) + 0.5));
        double pictureY = Math.floor(view.pictureY(y + 0.5));
        if (pictureX < 0 || pictureY < 0 || pictureX >= first.width() || pictureY >= first.height()) {
            return Optional.empty();
        }
        int column = (int) pictureX;
        int row = (int) pictureY;
        return Optional.of(new Probe(column, row, first.picture().pixel(column, row), ofSecond(column, row)));
    }

    /** The column of the canvas that shows the next pixel of the picture, or the next column where pixels are small. */
    int nextColumn(int x, int direction) {
        int left = paneLeft(x);
        return left + next(x - left, view.x(), direction);
    }

    /** Like {@link #nextColumn}, for rows. */
    int nextRow(int y, int direction) {
        return next(y, view.y(), direction);
    }

    private int next(int at, double start, int direction) {
        if (direction == 0 || view.scale() <= 1) {
            return at + direction;
        }
        double pixel = Math.floor((at + 0.5 - start) / view.scale()) + direction;
        return (int) Math.floor(start + (pixel + 0.5) * view.scale());
    }

    private OptionalInt ofSecond(int column, int row) {
        if (second == null) {
            return OptionalInt.empty();
        }
        double factor = (double) second.width() / first.width();
        int x = (int) ((column + 0.5) * factor);
        int y = (int) ((row + 0.5) * factor);
        return y < second.height() ? OptionalInt.of(second.picture().pixel(x, y)) : OptionalInt.empty();
    }

    /** The pixels of the canvas; {@code zoom} of the screen's for each of its own. */
    Raster render(double zoom, int background) {
        Raster raster = new Raster((int) Math.round(width * zoom), (int) Math.round(height * zoom), background);
        int times = mode == Mode.DIFFERENCE ? gain : 1;
        for (Pane pane : panes()) {
            Viewport at = pane.view();
            Viewport onScreen = new Viewport(at.scale() * zoom, at.x() * zoom, at.y() * zoom);
            raster.draw(pane.picture(), onScreen, (int) Math.round(pane.left() * zoom),
                    (int) Math.round(pane.right() * zoom), times);
        }
        return raster;
    }

    /** The second picture's place if the first's is the one given. */
    private Viewport asWide(Viewport ofFirst) {
        return new Viewport(ofFirst.scale() * first.width() / second.width(), ofFirst.x(), ofFirst.y());
    }

    private int paneWidth() {
        return mode == Mode.SIDE_BY_SIDE ? Math.max(1, (width - GAP) / 2) : width;
    }

    private int paneLeft(int x) {
        return mode == Mode.SIDE_BY_SIDE && x >= paneWidth() + GAP ? paneWidth() + GAP : 0;
    }

    private void settle() {
        if (first == null) {
            return;
        }
        view = fits ? Viewport.fit(first.width(), first.height(), paneWidth(), height)
                : view.inSight(first.width(), first.height(), paneWidth(), height);
    }
}

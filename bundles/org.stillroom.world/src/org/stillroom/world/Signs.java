// SPDX-License-Identifier: EPL-2.0
package org.stillroom.world;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.RoundRectangle2D;

/** Draws signs; letter k of a word is always at the same place, but for the jitter of the whole sign. */
final class Signs {

    /** Where the first letter of a word begins, from the left, before the jitter. */
    static final int WORD_LEFT = 5;

    /** Where the letters of a word begin, from the top: in one row of the denoiser's tokens of 16 pixels. */
    static final int WORD_TOP = 16;

    /** From the start of a letter to the start of the next. */
    static final int PITCH = 11;

    /** The board, before the jitter. */
    static final int BOARD_LEFT = 2;
    static final int BOARD_TOP = 12;
    static final int BOARD_WIDTH = 60;
    static final int BOARD_HEIGHT = 24;

    private static final Color POST = new Color(128, 130, 136);
    private static final Color DARK = new Color(25, 25, 28);
    private static final Color LIGHT = new Color(252, 252, 252);

    private Signs() {
    }

    /**
     * @param sign what to draw
     * @param dice the jitter, of at most one pixel each way, the lettering and the tint of the board
     */
    static void draw(Scene.Sign sign, Graphics2D pen, Dice dice) {
        int dx = dice.between(-1, 1);
        int dy = dice.between(-1, 1);
        Lettering style = dice.pick(Lettering.values());
        Color board = sign.board().map(colour -> Paints.shade(colour, Renderer.tint(dice))).orElse(LIGHT);
        Color frame = sign.board().isPresent() ? Paints.mix(board, Color.BLACK, 0.35) : new Color(70, 70, 76);
        int left = BOARD_LEFT + dx;
        int top = BOARD_TOP + dy;
        fill(pen, new Rectangle(left + BOARD_WIDTH / 2 - 3, top + BOARD_HEIGHT, 6, Renderer.SIZE), POST);
        fill(pen, new RoundRectangle2D.Double(left, top, BOARD_WIDTH, BOARD_HEIGHT, 5, 5), frame);
        fill(pen, new RoundRectangle2D.Double(left + 1, top + 1, BOARD_WIDTH - 2, BOARD_HEIGHT - 2, 4, 4), board);
        pen.setColor(letters(sign));
        for (int i = 0; i < sign.word().length(); i++) {
            AffineTransform place = AffineTransform.getTranslateInstance(WORD_LEFT + PITCH * i + dx, WORD_TOP + dy);
            pen.fill(place.createTransformedShape(StrokeFont.letter(sign.word().charAt(i), style)));
        }
    }

    /** Dark letters on bright boards, light letters on dark ones. */
    private static Color letters(Scene.Sign sign) {
        boolean bright = sign.board().map(colour -> colour == Colour.YELLOW || colour == Colour.ORANGE).orElse(true);
        return bright ? DARK : LIGHT;
    }

    private static void fill(Graphics2D pen, Shape shape, Color colour) {
        pen.setColor(colour);
        pen.fill(shape);
    }
}

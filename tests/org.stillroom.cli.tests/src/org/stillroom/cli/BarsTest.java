// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarsTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void showsShareSpeedAndTimeLeft() {
        assertEquals("denoiser  ##########..............................  5/20  2.00 steps/s  0:08 left",
                Bars.running(quarter(), 8, 3 * SECOND, terminal(100)));
    }

    @Test
    void theBarGivesWayWhereTheTerminalIsNarrow() {
        assertEquals("denoiser  ####............  5/20  2.00 steps/s  0:08 left",
                Bars.running(quarter(), 8, 3 * SECOND, terminal(58)));
        assertEquals("denoiser  5/20  2.00 steps/s  0:08 left", Bars.running(quarter(), 8, 3 * SECOND, terminal(45)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 20, 40, 79, 80, 200})
    void noLineEverReachesTheLastColumn(int columns) {
        Style style = terminal(columns);
        assertTrue(Bars.running(quarter(), 8, 3 * SECOND, style).length() <= Math.max(1, columns - 1));
        assertTrue(Bars.running(new NodeProgress("n".repeat(60), 0), 24, SECOND, style).length()
                <= Math.max(1, columns - 1));
        assertTrue(Bars.finished("denoiser", "done", Style.Ink.GREEN, "12.0 s", 8, style).length()
                <= Math.max(1, columns - 1));
    }

    @Test
    void aNodeWithoutStepsShowsItsTime() {
        assertEquals("t5_encoder  3.0 s",
                Bars.running(new NodeProgress("t5_encoder", 0), 10, 3 * SECOND, terminal(80)));
    }

    @Test
    void coloursAndBlocksOnlyWhereTheyAreWelcome() {
        Style plain = new Style(true, 80, false, false);
        assertFalse(Bars.running(quarter(), 8, 3 * SECOND, plain).contains("\u001b"));
        String painted = Bars.finished("vae", "failed", Style.Ink.RED, "0.1 s", 3, new Style(true, 80, true, true));
        assertEquals("vae  \u001b[31mfailed\u001b[0m  0.1 s", painted);
        assertTrue(Bars.running(quarter(), 8, 3 * SECOND, new Style(true, 80, false, true)).contains("\u2588\u2588"));
    }

    @Test
    void speedIsCountedFromTheFirstStepOn() {
        NodeProgress progress = new NodeProgress("denoiser", 0);
        progress.step(0, 10, 30 * SECOND);
        assertEquals("", progress.speed(), "nothing is known after loading");
        progress.step(1, 10, 31 * SECOND);
        assertEquals("1.00 steps/s", progress.speed());
        assertEquals("0:09 left", progress.left());
        progress.step(10, 10, 32 * SECOND);
        assertEquals("", progress.left(), "nothing is left at the end");
    }

    @Test
    void aSecondRoundOfStepsStartsAgain() {
        NodeProgress progress = new NodeProgress("encoder", 0);
        progress.step(24, 24, 2 * SECOND);
        progress.step(1, 24, 3 * SECOND);
        assertEquals("", progress.speed());
        progress.step(3, 24, 4 * SECOND);
        assertEquals("2.00 steps/s", progress.speed());
    }

    @Test
    void timesAreShortAndSlowSpeedsKeepTheirDigits() {
        assertEquals("0:01", NodeProgress.clock(0.2));
        assertEquals("59:59", NodeProgress.clock(3599));
        assertEquals("2:46:40", NodeProgress.clock(10_000));
        assertEquals("119.9 s", NodeProgress.duration(119.9));
        assertEquals("2:01", NodeProgress.duration(120.5));
        NodeProgress slow = new NodeProgress("denoiser", 0);
        slow.step(0, 50, 0);
        slow.step(1, 50, 20 * SECOND);
        assertEquals("0.050 steps/s", slow.speed());
        assertEquals("16:20 left", slow.left());
    }

    private static NodeProgress quarter() {
        NodeProgress progress = new NodeProgress("denoiser", 0);
        progress.step(1, 20, SECOND);
        progress.step(5, 20, 3 * SECOND);
        return progress;
    }

    private static Style terminal(int columns) {
        return new Style(true, columns, false, false);
    }
}

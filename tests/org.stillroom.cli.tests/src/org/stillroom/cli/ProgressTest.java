// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final long SECOND = 1_000_000_000L;

    private final StringWriter screen = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void plainLinesTellEveryStateAndAFewSteps() {
        try (ProgressDisplay progress = new PlainProgress(new PrintWriter(screen), clock::get)) {
            progress.started("denoiser");
            for (int step = 0; step <= 20; step++) {
                progress.stepped("denoiser", step, 20);
                clock.addAndGet(SECOND / 2);
            }
            progress.finished("denoiser", ProgressDisplay.Outcome.DONE, "10.5 s");
            progress.finished("viewer", ProgressDisplay.Outcome.CACHED, "");
        }
        assertEquals(List.of("denoiser: running", "denoiser: 10/20, 2.00 steps/s, 0:05 left",
                "denoiser: 20/20, 2.00 steps/s", "denoiser: done (10.5 s)", "viewer: unchanged"),
                screen.toString().lines().toList());
    }

    @Test
    void barsAreRedrawnInPlaceAndLeaveOneLineANode() {
        Style style = new Style(true, 80, false, false);
        try (TerminalProgress progress = new TerminalProgress(new PrintWriter(screen), style, List.of("a", "b"),
                clock::get)) {
            progress.started("a");
            progress.started("b");
            progress.stepped("b", 1, 4);
            progress.draw();
            clock.addAndGet(SECOND);
            progress.stepped("b", 3, 4);
            progress.draw();
            progress.finished("a", ProgressDisplay.Outcome.DONE, "1.0 s");
            progress.draw();
            progress.finished("b", ProgressDisplay.Outcome.FAILED, "1.0 s");
        }
        assertEquals(List.of("a  done  1.0 s", "b  failed  1.0 s"), shown(screen.toString()));
    }

    @Test
    void linesBetweenBarsStay() {
        Style style = new Style(true, 40, false, false);
        try (TerminalProgress progress = new TerminalProgress(new PrintWriter(screen), style, List.of("a"),
                clock::get)) {
            progress.started("a");
            progress.draw();
            progress.line("a word in between");
            progress.draw();
        }
        assertEquals(List.of("a word in between"), shown(screen.toString()));
    }

    @Test
    void aHundredRunningNodesFitAnyWindow() {
        Style style = new Style(true, 40, false, false);
        try (TerminalProgress progress = new TerminalProgress(new PrintWriter(screen), style, List.of(), clock::get)) {
            for (int i = 0; i < 100; i++) {
                progress.started("node" + i);
            }
            progress.draw();
            assertTrue(shown(screen.toString()).size() <= 8);
        }
    }

    /** What a terminal shows after these characters: it knows "up N lines", "clear to the end" and ordinary text. */
    private static List<String> shown(String written) {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        int row = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\u001b') {
                int end = i + 2;
                while (Character.isDigit(written.charAt(end))) {
                    end++;
                }
                if (written.charAt(end) == 'A') {
                    row -= Integer.parseInt(written.substring(i + 2, end));
                } else {
                    assertEquals('J', written.charAt(end));
                    while (lines.size() > row + 1) {
                        lines.remove(lines.size() - 1);
                    }
                    lines.get(row).setLength(0);
                }
                i = end;
            } else if (c == '\n') {
                row++;
                if (row == lines.size()) {
                    lines.add(new StringBuilder());
                }
            } else if (c != '\r') {
                lines.get(row).append(c);
            }
        }
        return lines.stream().map(StringBuilder::toString).filter(line -> !line.isEmpty()).toList();
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.util.Locale;

/**
 * How far a running node is. Speed is counted from the first step on, so that loading weights does not make the first
 * steps look slow.
 */
final class NodeProgress {

    private static final double SECOND = 1e9;

    private final String node;
    private final long start;
    private long firstDone;
    private long firstTime;
    private long done;
    private long total;
    private long time;

    /** @param start of the node, in nanoseconds of any clock */
    NodeProgress(String node, long start) {
        this.node = node;
        this.start = start;
    }

    /** @param now in nanoseconds of the same clock */
    void step(long nowDone, long ofTotal, long now) {
        if (total != ofTotal || nowDone < done) {
            firstDone = nowDone;
            firstTime = now;
        }
        done = nowDone;
        total = ofTotal;
        time = now;
    }

    String node() {
        return node;
    }

    /** Between 0 and 1. */
    double share() {
        return total <= 0 ? 0 : Math.min(1, Math.max(0, (double) done / total));
    }

    boolean hasSteps() {
        return total > 0;
    }

    /** Such as {@code 5/20}. */
    String count() {
        return done + "/" + total;
    }

    /** Such as {@code 1.84 steps/s}; empty while it is not known. */
    String speed() {
        return known() ? number(perSecond()) + " steps/s" : "";
    }

    /** Such as {@code 0:08 left}; empty while it is not known. */
    String left() {
        return known() && done < total ? clock((total - done) / perSecond()) + " left" : "";
    }

    double seconds(long now) {
        return Math.max(0, (now - start) / SECOND);
    }

    private boolean known() {
        return done > firstDone && time > firstTime;
    }

    private double perSecond() {
        return (done - firstDone) * SECOND / (time - firstTime);
    }

    /** Three digits or so: 0.043, 1.84, 18.4, 184. */
    private static String number(double value) {
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** {@code m:ss} or {@code h:mm:ss}. */
    static String clock(double seconds) {
        long whole = (long) Math.ceil(Math.min(seconds, 1e9));
        return whole < 3600 ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** Such as {@code 3.2 s}, or {@code 12:05} from two minutes on. */
    static String duration(double seconds) {
        return seconds < 120 ? String.format(Locale.ROOT, "%.1f s", seconds) : clock(seconds);
    }
}

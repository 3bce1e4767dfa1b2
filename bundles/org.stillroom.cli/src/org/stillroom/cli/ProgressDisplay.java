// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

/** Tells a person how a run goes. Called from any thread. */
interface ProgressDisplay extends AutoCloseable {

    /**
     * Bars on a terminal, plain lines otherwise.
     *
     * @param names of all that it will be told of, for the width of their column
     */
    static ProgressDisplay to(Shell shell, Iterable<String> names) {
        return shell.style().terminal() ? new TerminalProgress(shell.err(), shell.style(), names, System::nanoTime)
                : new PlainProgress(shell.err(), System::nanoTime);
    }

    void started(String node);

    void stepped(String node, long done, long total);

    /** @param rest of the line, such as a time or a reason; may be empty */
    void finished(String node, Outcome outcome, String rest);

    /** A line between those of the nodes. */
    void line(String text);

    @Override
    void close();

    /** How a node ended. */
    enum Outcome {
        DONE("done", Style.Ink.GREEN),
        CACHED("unchanged", Style.Ink.DIM),
        RECALLED("from disk", Style.Ink.GREEN),
        FAILED("failed", Style.Ink.RED),
        SKIPPED("skipped", Style.Ink.YELLOW),
        CANCELLED("cancelled", Style.Ink.YELLOW);

        private final String word;
        private final Style.Ink ink;

        Outcome(String word, Style.Ink ink) {
            this.word = word;
            this.ink = ink;
        }

        String word() {
            return word;
        }

        Style.Ink ink() {
            return ink;
        }

        /** Of work that ended before it was done: native code may fail in a process that is told to end. */
        static Outcome unfinished(boolean interrupted) {
            return interrupted ? CANCELLED : FAILED;
        }
    }
}

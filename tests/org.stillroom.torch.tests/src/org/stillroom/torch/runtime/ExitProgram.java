// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

/** Uses libtorch as a run does and ends in one of the ways a program can; started by {@link ExitCodeTest}. */
final class ExitProgram {

    private ExitProgram() {
    }

    /** @param args {@code return}, {@code exit} or {@code busy}: exit while other threads compute */
    public static void main(String[] args) throws Exception {
        T5Like model = new T5Like(2, 128, 2);
        for (int i = 0; i < 3; i++) {
            model.encode(i, 32).close();
        }
        if (args[0].equals("busy")) {
            for (int i = 0; i < 3; i++) {
                Thread thread = new Thread(() -> computeForever(model));
                thread.setDaemon(true);
                thread.start();
            }
            Thread.sleep(200);
        }
        if (!args[0].equals("return")) {
            System.exit(0);
        }
    }

    private static void computeForever(T5Like model) {
        for (long seed = 0; true; seed++) {
            model.encode(seed, 512).close();
        }
    }
}

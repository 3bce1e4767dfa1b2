// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;

/**
 * Makes the family that the example graphs draw with, in the model folder given as the only argument, unless it is
 * there. Exit codes are those of the command line: 0 done, 2 wrong usage, 4 failed.
 */
public final class FamilyApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) {
        String[] arguments = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        if (arguments.length != 1) {
            System.err.println("error: name one model folder to make the family in");
            return 2;
        }
        Path family = Path.of(arguments[0]).toAbsolutePath().normalize().resolve(RandomFamily.NAME);
        try {
            boolean there = Files.isDirectory(family);
            RandomFamily.write(family, RandomFamily.SEED);
            System.out.println(there ? "Drawing with the small family in " + family
                    : "Made a small family of random weights (seed " + RandomFamily.SEED + ") in " + family);
            System.out.println("Its weights are random: the picture shows that everything works, "
                    + "not what the prompt asks for.");
            return IApplication.EXIT_OK;
        } catch (IOException e) {
            System.err.println("error: the small family cannot be made in " + family + ": " + e.getMessage());
            return 4;
        }
    }

    @Override
    public void stop() {
        // writing is short and leaves nothing half made
    }
}

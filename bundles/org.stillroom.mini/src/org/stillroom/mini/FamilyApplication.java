// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;

/**
 * Puts the family that the example graphs draw with into the model folder given as the only argument, unless it is
 * there. Exit codes are those of the command line: 0 done, 2 wrong usage, 4 failed.
 */
public final class FamilyApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) {
        String[] arguments = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        if (arguments.length != 1) {
            System.err.println("error: name one model folder to put the family into");
            return 2;
        }
        Path family = Path.of(arguments[0]).toAbsolutePath().normalize().resolve(MiniFamily.NAME);
        try {
            boolean there = MiniFamily.isThere(family);
            MiniFamily.write(family);
            System.out.println((there ? "The small family is in " : "Put the small family into ") + family
                    + "; its README.md says what it can draw.");
            return IApplication.EXIT_OK;
        } catch (IOException e) {
            System.err.println("error: the small family cannot be put into " + family + ": " + reason(e));
            return 4;
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "you have no permission to write " + denied.getFile()
                    + "; choose another folder";
            case FileSystemException failed -> failed.getFile() + " cannot be written (" + failed.getReason()
                    + "); make room there or choose another folder";
            default -> e.getMessage();
        };
    }

    @Override
    public void stop() {
        // writing is short and leaves nothing half made
    }
}

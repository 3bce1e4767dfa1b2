// SPDX-License-Identifier: EPL-2.0
package org.stillroom.mini;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;

/**
 * Puts the families that the example graphs draw with into the model folder given as the only argument, unless they are
 * there. Exit codes are those of the command line: 0 done, 2 wrong usage, 4 failed.
 */
public final class FamilyApplication implements IApplication {

    private static final Integer FAILED = 4;

    @Override
    public Object start(IApplicationContext context) {
        String[] arguments = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        if (arguments.length != 1) {
            System.err.println("error: name one model folder to put the families into");
            return 2;
        }
        Path models = Path.of(arguments[0]).toAbsolutePath().normalize();
        return put(MiniFamily.FOLDER, models.resolve(MiniFamily.NAME))
                && put(FaithfulFamily.FOLDER, models.resolve(FaithfulFamily.NAME))
                        ? IApplication.EXIT_OK : FAILED;
    }

    private static boolean put(FamilyFolder family, Path folder) {
        try {
            String done = family.isThere(folder) ? " is in " : " was put into ";
            family.write(folder);
            System.out.println("The " + family.title() + done + folder + "; its README.md says what it can draw.");
            return true;
        } catch (IOException e) {
            System.err.println("error: the " + family.title() + " cannot be put into " + folder + ": "
                    + reason(e));
            return false;
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

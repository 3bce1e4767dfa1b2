// SPDX-License-Identifier: EPL-2.0
package org.stillroom.host.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;

/**
 * Started by the workbench of an Eclipse into which Stillroom was installed: uses it as a person would, writes how that
 * went into the file named by {@code stillroom.check.result}, and closes the workbench.
 */
public final class CheckOnStart implements IStartup {

    @Override
    public void earlyStartup() {
        String result = System.getProperty("stillroom.check.result");
        if (result == null) {
            return;
        }
        String told;
        try {
            new GraphCheck(Path.of(System.getProperty("stillroom.check.graph")),
                    Path.of(System.getProperty("stillroom.check.models"))).run();
            told = "done";
        } catch (Throwable e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            told = trace.toString();
        }
        try {
            Files.writeString(Path.of(result), told);
        } catch (IOException e) {
            e.printStackTrace();
        }
        IWorkbench workbench = PlatformUI.getWorkbench();
        workbench.getDisplay().asyncExec(workbench::close);
    }
}

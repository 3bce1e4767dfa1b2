// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import org.eclipse.core.runtime.RegistryFactory;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.stillroom.nodes.catalog.RegistryCatalog;

/** The command line as an Eclipse application, with the node types of all installed bundles. */
public final class HeadlessApplication implements IApplication {

    @Override
    public Object start(IApplicationContext application) {
        // the product is up; nobody waits for a splash screen
        application.applicationRunning();
        String[] arguments = (String[]) application.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        Shell shell = Shell.ofProcess();
        try (Interrupts interrupts = Interrupts.watch(shell.err())) {
            return Main.run(arguments, new Context(shell, () -> RegistryCatalog.of(RegistryFactory.getRegistry()),
                    interrupts, version()));
        }
    }

    @Override
    public void stop() {
        // the framework ends with the process; the shutdown hook of Interrupts has cancelled what runs
    }

    private static String version() {
        Bundle bundle = FrameworkUtil.getBundle(HeadlessApplication.class);
        Version version = bundle.getVersion();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.TorchException;
import org.stillroom.workbench.services.Preferences;

/** Looks in a job which devices can be used; loads libtorch for it, which takes seconds. */
final class DeviceSearch extends Job {

    private static final int MOST = 16;

    private final Display display;
    private final BiConsumer<List<String>, String> result;

    private DeviceSearch(Display display, BiConsumer<List<String>, String> result) {
        super(Messages.DeviceSearch_name);
        this.display = display;
        this.result = result;
    }

    /** @param result given the devices and a sentence about them, in the user interface's thread */
    static void start(Display display, BiConsumer<List<String>, String> result) {
        new DeviceSearch(display, result).schedule();
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        List<String> devices = new ArrayList<>(List.of(Preferences.AUTO, "cpu"));
        String sentence;
        int cuda = 0;
        try {
            while (cuda < MOST) {
                Torch.check(new Device(Device.Kind.CUDA, cuda));
                devices.add("cuda:" + cuda);
                cuda++;
            }
            sentence = NLS.bind(Messages.DeviceSearch_found, cuda);
        } catch (TorchException e) {
            sentence = cuda == 0 ? e.getMessage() : NLS.bind(Messages.DeviceSearch_found, cuda);
        }
        tell(devices, sentence);
        return Status.OK_STATUS;
    }

    private void tell(List<String> devices, String sentence) {
        try {
            display.asyncExec(() -> result.accept(devices, sentence));
        } catch (SWTException e) {
            // the window was closed meanwhile
            return;
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;

/** Fetches a libtorch for CUDA by the script that releng/cuda is, too, and shows what it says as it comes. */
final class CudaFetch extends Job {

    /** How the script says at which of its parts it is. */
    private static final Pattern PART = Pattern.compile("\\[(\\d+)/(\\d+)] .*");
    /** Lines that are kept for the message where it fails. */
    private static final int LAST = 6;

    private final Path script;
    private volatile Process process;

    /** @param script that bash is to run */
    CudaFetch(Path script) {
        super(Messages.CudaFetch_name);
        this.script = script;
        setUser(true);
    }

    /** The script, as a file. */
    static Path script() throws IOException {
        return Path.of(FileLocator.toFileURL(Platform.getBundle("org.stillroom.torch").getEntry("cuda")).getPath())
                .resolve("fetch.sh");
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        try {
            process = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (monitor.isCanceled()) {
                canceling();
            }
            Deque<String> last = new ArrayDeque<>();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                follow(lines, monitor, last);
            }
            int code = process.waitFor();
            if (code != 0 && !monitor.isCanceled()) {
                return Status.error(String.join("\n", last));
            }
        } catch (IOException e) {
            if (!monitor.isCanceled()) {
                return Status.error(e.getMessage(), e);
            }
        } catch (InterruptedException e) {
            canceling();
            Thread.currentThread().interrupt();
            return Status.CANCEL_STATUS;
        }
        return monitor.isCanceled() ? Status.CANCEL_STATUS : Status.OK_STATUS;
    }

    private static void follow(BufferedReader lines, IProgressMonitor monitor, Deque<String> last) throws IOException {
        SubMonitor progress = SubMonitor.convert(monitor, Messages.CudaFetch_name, 1);
        int parts = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            last.addLast(line);
            if (last.size() > LAST) {
                last.removeFirst();
            }
            progress.subTask(line);
            Matcher part = PART.matcher(line);
            if (part.matches()) {
                // a part is said when it begins
                if (parts > 0) {
                    progress.worked(1);
                } else {
                    progress.setWorkRemaining(Integer.parseInt(part.group(2)));
                }
                parts++;
            }
        }
    }

    /** What pip fetches goes on in processes of its own. */
    @Override
    protected void canceling() {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroy);
            running.destroy();
        }
    }
}

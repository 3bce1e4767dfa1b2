// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job behind the button, with another script. */
class CudaFetchTest {

    @TempDir
    private Path folder;

    /** Notes what it is told. */
    private static class Monitor extends NullProgressMonitor {
        private final List<String> said = new ArrayList<>();
        private int total;
        private double worked;

        @Override
        public void beginTask(String name, int totalWork) {
            total = totalWork;
        }

        @Override
        public void subTask(String name) {
            said.add(name);
        }

        @Override
        public void internalWorked(double work) {
            worked += work;
        }

        @Override
        public void worked(int work) {
            worked += work;
        }
    }

    private CudaFetch fetch(String script) throws IOException {
        return new CudaFetch(Files.writeString(folder.resolve("fetch.sh"), script));
    }

    @Test
    void showsEachPartAsItBegins() throws Exception {
        Monitor monitor = new Monitor();
        IStatus status = fetch("echo 'A card is here.'; echo '[1/2] torch 2.7.1, 821 MB'; echo '[2/2] cudnn, 571 MB'")
                .run(monitor);
        assertTrue(status.isOK(), status::toString);
        assertEquals(List.of("A card is here.", "[1/2] torch 2.7.1, 821 MB", "[2/2] cudnn, 571 MB"), monitor.said);
        assertEquals(monitor.total / 2.0, monitor.worked, 1);
    }

    @Test
    void whereItFailsItsLastWordsAreTheMessage() throws Exception {
        IStatus status = fetch("for i in $(seq 20); do echo line $i; done; "
                + "echo 'No NVIDIA card was found.' >&2; exit 1").run(new NullProgressMonitor());
        assertEquals(IStatus.ERROR, status.getSeverity());
        assertTrue(status.getMessage().endsWith("line 20\nNo NVIDIA card was found."), status::getMessage);
        assertTrue(!status.getMessage().contains("line 1\n"), status::getMessage);
    }

    @Test
    void cancellingEndsWhatItStarted() throws Exception {
        CudaFetch job = fetch("echo '[1/1] torch'; sleep 1000 | cat; echo never");
        Monitor monitor = new Monitor() {
            @Override
            public void subTask(String name) {
                super.subTask(name);
                setCanceled(true);
                job.canceling();
            }
        };
        assertEquals(IStatus.CANCEL, job.run(monitor).getSeverity());
        assertEquals(List.of("[1/1] torch"), monitor.said);
    }
}

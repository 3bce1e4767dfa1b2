// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.stillroom.batch.job.BatchException;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.Job;
import org.stillroom.batch.job.ModelSums;
import org.stillroom.engine.DiskCache;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.contract.ModelFolders;

/** One engine in this process. */
final class LocalRunner implements BatchRunner {

    private static final long LOOK_MILLIS = 50;

    private final RunnerSettings settings;

    LocalRunner(RunnerSettings settings) {
        this.settings = settings;
    }

    @Override
    public void run(Job job, List<Item> items, Consumer<Drawn> done, Progress progress)
            throws BatchException, InterruptedException {
        Workplace place = new Workplace(job.graph(), settings.catalog(),
                new ModelFolders(settings.folders(), settings.graphFolder()), job.device(),
                settings.cache().map(DiskCache::new), settings.memory(), settings.retries(), "local",
                settings.threadsUsed());
        try (Worker worker = new Worker(place)) {
            for (Item item : items) {
                done.accept(draw(worker, item, job.models().get(item.group()), progress));
            }
        }
    }

    /** Beside this thread, which looks whether to go on: a node may be long in a native call. */
    private Drawn draw(Worker worker, Item item, ModelSums models, Progress progress)
            throws BatchException, InterruptedException {
        FutureTask<Drawn> task = new FutureTask<>(() -> worker.draw(item, models, settings.scratch()));
        Thread thread = new Thread(task, "stillroom-batch");
        thread.setDaemon(true);
        thread.start();
        while (true) {
            try {
                progress.checkCancelled();
                return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // not done yet
            } catch (CancellationException e) {
                worker.cancel();
                throw e;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof BatchException batch) {
                    throw batch;
                }
                if (e.getCause() instanceof IOException io) {
                    throw new BatchException(BatchException.Kind.FAILED, "the folder " + settings.scratch()
                            + " cannot be written: " + io.getMessage() + "; check its permissions and the space on "
                            + "its disk", io);
                }
                throw new IllegalStateException("an item could not be drawn: " + e.getCause(), e.getCause());
            }
        }
    }
}

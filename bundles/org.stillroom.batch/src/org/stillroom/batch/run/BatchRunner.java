// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.run;

import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.stillroom.batch.job.BatchException;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.Job;
import org.stillroom.graph.work.Progress;

/** Has items drawn somewhere. */
public interface BatchRunner {

    /**
     * Draws items, in an order of its own, each once.
     *
     * @param items some of the job's
     * @param done told of each that is drawn or has failed for good, in one thread at a time
     * @param progress asked often whether to go on
     * @throws CancellationException if the progress says so; what was drawn until then has been told
     * @throws BatchException if no more can be drawn
     */
    void run(Job job, List<Item> items, Consumer<Drawn> done, Progress progress)
            throws BatchException, InterruptedException;

    /** Makes runners for clusters; named in {@code META-INF/services}. */
    interface Cluster {

        /** Whether it knows how to reach a master, such as {@code spark://host:7077}. */
        boolean knows(String master);

        BatchRunner runner(RunnerSettings settings);
    }

    /**
     * The runner that settings ask for.
     *
     * @throws BatchException if there is none
     */
    static BatchRunner of(RunnerSettings settings) throws BatchException {
        if (settings.master().isEmpty()) {
            return new LocalRunner(settings);
        }
        String master = settings.master().get();
        for (Cluster cluster : ServiceLoader.load(Cluster.class, BatchRunner.class.getClassLoader())) {
            if (cluster.knows(master)) {
                return cluster.runner(settings);
            }
        }
        throw new BatchException(BatchException.Kind.USAGE, "--master " + master + ": no cluster of this kind can be "
                + "reached from here; start with releng/stillroom batch, which fetches Apache Spark, or with "
                + "spark-submit, and name local[N], spark://HOST:PORT, yarn or k8s://URL");
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.stillroom.batch.job.BatchException;
import org.stillroom.batch.run.Drawn;
import org.stillroom.graph.work.Progress;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/** Jobs of Spark, each with a task for each of some parts. */
final class SparkJob {

    /** Of Spark, where nothing is set. */
    private static final int TRIES = 4;
    private static final long LOOK_MILLIS = 100;

    private final SparkContext spark;
    private final Draw draw;
    private final Consumer<Drawn> done;
    private final Progress progress;

    SparkJob(SparkContext spark, Draw draw, Consumer<Drawn> done, Progress progress) {
        this.spark = spark;
        this.draw = draw;
        this.done = done;
        this.progress = progress;
    }

    /**
     * Draws parts, as far as no task ends its process as often as Spark tries.
     *
     * @return the tasks that did so, of which the job has ended; empty if all is drawn
     * @throws BatchException if it has ended of something else
     */
    List<Losses.Lost> run(List<Part> parts) throws BatchException, InterruptedException {
        Losses losses = new Losses();
        spark.addSparkListener(losses);
        try {
            SimpleFutureAction<BoxedUnit> action = drawn(parts);
            if (action.value().get().isSuccess()) {
                return List.of();
            }
            // Spark itself stops at Ctrl-C, too
            progress.checkCancelled();
            List<Losses.Lost> lost = losses.ofFailedJob(spark.conf().getInt("spark.task.maxFailures", TRIES));
            if (lost.isEmpty()) {
                Throwable why = action.value().get().failed().get();
                throw givenUp((why instanceof SparkException && why.getCause() != null ? why.getCause() : why)
                        .getMessage(), why);
            }
            return lost;
        } finally {
            spark.removeSparkListener(losses);
        }
    }

    static BatchException givenUp(String why, Throwable cause) {
        return new BatchException(BatchException.Kind.FAILED, "Spark has given up: " + why, cause);
    }

    private SimpleFutureAction<BoxedUnit> drawn(List<Part> parts) throws InterruptedException {
        BlockingQueue<ArrayList<Drawn>> results = new LinkedBlockingQueue<>();
        JavaRDD<Part> rdd = new JavaSparkContext(spark).parallelize(parts, parts.size());
        List<Object> partitions = IntStream.range(0, parts.size()).<Object>mapToObj(each -> each).toList();
        SimpleFutureAction<BoxedUnit> action = spark.submitJob(rdd.rdd(), draw,
                CollectionConverters.asScala(partitions).toSeq(), (partition, drawn) -> {
                    results.add(drawn);
                    return BoxedUnit.UNIT;
                }, () -> BoxedUnit.UNIT);
        try {
            boolean ended = false;
            while (!ended || !results.isEmpty()) {
                // asked before what came is taken, so that nothing comes behind it
                ended = action.isCompleted();
                progress.checkCancelled();
                for (ArrayList<Drawn> drawn = results.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS); drawn != null;
                        drawn = results.poll()) {
                    drawn.forEach(done);
                }
            }
        } catch (CancellationException e) {
            action.cancel();
            throw e;
        }
        return action;
    }
}

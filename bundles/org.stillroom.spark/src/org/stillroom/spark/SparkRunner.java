// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.stillroom.batch.job.BatchException;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.Job;
import org.stillroom.batch.run.BatchRunner;
import org.stillroom.batch.run.Drawn;
import org.stillroom.batch.run.RunnerSettings;
import org.stillroom.graph.work.Progress;

/**
 * A Spark job whose tasks each draw a few items with the same models. Results come back to this machine, which alone
 * writes them; Spark gives each task's once, however often it had to be started.
 */
final class SparkRunner implements BatchRunner {

    private final RunnerSettings settings;

    SparkRunner(RunnerSettings settings) {
        this.settings = settings;
    }

    @Override
    public void run(Job job, List<Item> items, Consumer<Drawn> done, Progress progress)
            throws BatchException, InterruptedException {
        if (items.isEmpty()) {
            return;
        }
        SparkConf conf = conf();
        int threads = settings.threads().isPresent() ? settings.threads().getAsInt() : cpus(conf);
        conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", Integer.toString(threads));
        SparkContext spark = start(conf);
        boolean cancelled = false;
        try {
            Work work = Work.of(job, settings, threads, new SerializableConfiguration(spark.hadoopConfiguration()));
            new Rounds(spark, job, work, done, progress).draw(items);
        } catch (CancellationException e) {
            cancelled = true;
            throw e;
        } finally {
            Thread stop = new Thread(spark::stop, "stillroom-spark-stop");
            stop.start();
            if (!cancelled) {
                // whoever cancels has little time, and something to write yet
                stop.join();
            }
        }
    }

    private static int cpus(SparkConf conf) throws BatchException {
        String cpus = conf.get("spark.task.cpus", "1").strip();
        if (!cpus.matches("[1-9][0-9]{0,5}")) {
            throw new BatchException(BatchException.Kind.USAGE, "--conf spark.task.cpus=" + cpus + " is not a number "
                    + "of 1 or more");
        }
        return Integer.parseInt(cpus);
    }

    /** With what Spark itself was told by its files or by spark-submit, and then by the user here. */
    private SparkConf conf() {
        SparkConf conf = new SparkConf();
        settings.cluster().conf().forEach(conf::set);
        conf.setMaster(settings.master().orElseThrow());
        conf.setIfMissing("spark.app.name", "stillroom batch");
        conf.setIfMissing("spark.ui.enabled", "false");
        // results are written as they come, and not kept
        conf.setIfMissing("spark.driver.maxResultSize", "0");
        conf.setIfMissing("spark.executor.extraJavaOptions", "--enable-native-access=ALL-UNNAMED");
        conf.setIfMissing("spark.jars", String.join(",", ownJars()));
        return conf;
    }

    /** What executors need beside what Spark has itself: the jars of this class path that lie elsewhere. */
    private static List<String> ownJars() {
        try {
            Path sparks = Path.of(SparkContext.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .getParent();
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> entry.endsWith(".jar")).map(Path::of).map(Path::toAbsolutePath)
                    .filter(jar -> !jar.getParent().equals(sparks)).map(Path::toString).toList();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Spark's own jars are at no place: " + e.getMessage(), e);
        }
    }

    private SparkContext start(SparkConf conf) throws BatchException {
        try {
            return new SparkContext(conf);
        } catch (Exception e) {
            // Scala throws what it does not declare
            throw new BatchException(BatchException.Kind.FAILED, "Spark cannot be started with --master "
                    + settings.master().orElseThrow() + ": " + e.getMessage() + "; check the address, and that its "
                    + "version is 4.1 or newer", e);
        }
    }
}

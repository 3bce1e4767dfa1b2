// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.stillroom.batch.job.BatchException;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.Job;
import org.stillroom.batch.run.BatchRunner;
import org.stillroom.batch.run.Drawn;
import org.stillroom.batch.run.RunnerSettings;
import org.stillroom.graph.work.Progress;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * A Spark job whose tasks each draw a few items with the same models. Results come back to this machine, which alone
 * writes them; Spark gives each task's once, however often it had to be started.
 */
final class SparkRunner implements BatchRunner {

    /** So many are lost, and drawn again, when an executor ends. */
    private static final int MOST_OF_A_TASK = 8;
    /** So many tasks each has at least, so that none waits long for the others in the end. */
    private static final int TASKS_OF_EACH = 4;
    private static final long LOOK_MILLIS = 100;

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
        try {
            Work work = Work.of(job, settings, threads, new SerializableConfiguration(spark.hadoopConfiguration()));
            draw(spark, new Draw(work), tasks(job, items, spark.defaultParallelism()), done, progress);
        } finally {
            spark.stop();
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

    /** Groups stay together, and no task has items of two. */
    static List<Part> tasks(Job job, List<Item> items, int parallel) {
        int size = Math.clamp(items.size() / ((long) parallel * TASKS_OF_EACH), 1, MOST_OF_A_TASK);
        List<Part> tasks = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= items.size(); i++) {
            String group = items.get(first).group();
            if (i == items.size() || i - first == size || !items.get(i).group().equals(group)) {
                tasks.add(Part.of(items.subList(first, i), job.models().get(group)));
                first = i;
            }
        }
        return tasks;
    }

    private static void draw(SparkContext spark, Draw draw, List<Part> tasks, Consumer<Drawn> done,
            Progress progress) throws BatchException, InterruptedException {
        BlockingQueue<ArrayList<Drawn>> results = new LinkedBlockingQueue<>();
        JavaRDD<Part> rdd = new JavaSparkContext(spark).parallelize(tasks, tasks.size());
        List<Object> partitions = IntStream.range(0, tasks.size()).<Object>mapToObj(each -> each).toList();
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
        if (action.value().get().isFailure()) {
            Throwable why = action.value().get().failed().get();
            throw new BatchException(BatchException.Kind.FAILED, "Spark has given up: "
                    + (why instanceof SparkException && why.getCause() != null ? why.getCause() : why).getMessage()
                    + System.lineSeparator() + "What was drawn is kept, and the same command goes on from there", why);
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.stillroom.batch.job.BatchException;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.Job;
import org.stillroom.batch.run.Drawn;
import org.stillroom.graph.work.Progress;

/**
 * Draws the items of a batch in as many jobs as it takes: the items of a task that has ended its process each time are
 * put aside while the others are drawn, and then drawn one by one with nothing beside them, so that the one that is to
 * blame fails and those that were only near it do not.
 */
final class Rounds {

    /** So many are lost, and drawn again, when an executor ends. */
    private static final int MOST_OF_A_TASK = 8;
    /** So many tasks each has at least, so that none waits long for the others in the end. */
    private static final int TASKS_OF_EACH = 16;
    /** So many tasks may end their processes before anything at all is drawn. */
    private static final int MOST_IN_VAIN = 3;

    private final Job job;
    private final int threads;
    private final SparkContext spark;
    private final SparkJob jobs;
    private final Consumer<Drawn> done;
    private final Set<String> drawn = new HashSet<>();

    Rounds(SparkContext spark, Job job, Work work, Consumer<Drawn> done, Progress progress) {
        this.job = job;
        this.threads = work.threads();
        this.spark = spark;
        this.done = done;
        this.jobs = new SparkJob(spark, new Draw(work), this::keep, progress);
    }

    private void keep(Drawn each) {
        drawn.add(each.key());
        done.accept(each);
    }

    /** @throws BatchException if Spark gives up, of another reason than single items */
    void draw(List<Item> items) throws BatchException, InterruptedException {
        Set<Item> aside = new HashSet<>();
        List<Item> open = items;
        int lostTasks = 0;
        while (!open.isEmpty()) {
            List<Part> parts = tasks(job, open, spark.defaultParallelism());
            List<Losses.Lost> lost = jobs.run(parts);
            lost.forEach(each -> aside.addAll(parts.get(each.task()).items()));
            lostTasks += lost.size();
            if (drawn.isEmpty() && lostTasks >= MOST_IN_VAIN) {
                throw SparkJob.givenUp("nothing was drawn, and " + lostTasks + " tasks have ended their processes, the "
                        + "last one " + told(lost.getLast()) + "; give executors more memory, or see what they have "
                        + "logged", null);
            }
            open = open.stream().filter(item -> !aside.contains(item) && !drawn.contains(item.key())).toList();
        }
        for (Item item : items) {
            if (aside.contains(item)) {
                alone(item);
            }
        }
    }

    private void alone(Item item) throws BatchException, InterruptedException {
        List<Losses.Lost> lost = jobs.run(tasks(job, List.of(item), 1));
        if (!lost.isEmpty()) {
            Losses.Lost last = lost.getFirst();
            done.accept(new Drawn(item.key(), List.of(), new TreeMap<>(), 0, last.tries(), last.executor(), threads,
                    "killed its process " + last.tries() + " times, the last one " + told(last) + "; give executors "
                    + "more memory, or see what they have logged"));
        }
    }

    private static String told(Losses.Lost lost) {
        return "on " + lost.executor() + (lost.reason().isBlank() ? "" : " (" + lost.reason().strip() + ")");
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
}

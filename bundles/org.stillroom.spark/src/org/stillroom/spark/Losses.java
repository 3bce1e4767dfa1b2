// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Notes which tasks of a job have ended the process that they ran in. Spark itself says of a job only that it has
 * failed, and tells listeners of tasks later than those who wait for the job.
 */
final class Losses extends SparkListener {

    private static final long PATIENCE_SECONDS = 30;

    /**
     * A task whose last try ended its process.
     *
     * @param task its place in the job
     * @param tries that were in vain
     * @param executor that was lost last, as results have it
     * @param reason as the cluster tells it; may be empty
     */
    record Lost(int task, int tries, String executor, String reason) {}

    private final Map<Integer, Lost> lost = new HashMap<>();
    private final Map<Integer, Integer> tries = new HashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private int job = -1;
    private int stage = -1;

    @Override
    public synchronized void onJobStart(SparkListenerJobStart start) {
        // what an earlier job has left running may still end
        if (job < 0) {
            job = start.jobId();
            stage = (Integer) start.stageIds().head();
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.stageId() != stage || !(end.reason() instanceof TaskFailedReason failed)
                || !failed.countTowardsTaskFailures()) {
            return;
        }
        int task = end.taskInfo().partitionId();
        int count = tries.merge(task, 1, Integer::sum);
        if (failed instanceof ExecutorLostFailure loss) {
            lost.put(task, new Lost(task, count, end.taskInfo().executorId() + "@" + end.taskInfo().host(),
                    loss.reason().isDefined() ? loss.reason().get() : ""));
        } else {
            lost.remove(task);
        }
    }

    @Override
    public void onJobEnd(SparkListenerJobEnd end) {
        synchronized (this) {
            if (end.jobId() != job) {
                return;
            }
        }
        ended.countDown();
    }

    /**
     * The tasks by which a job has failed, once Spark has told all of it.
     *
     * @param most tries that a task has
     */
    List<Lost> ofFailedJob(int most) throws InterruptedException {
        if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return List.of();
        }
        synchronized (this) {
            return lost.values().stream().filter(each -> each.tries() >= most).toList();
        }
    }
}

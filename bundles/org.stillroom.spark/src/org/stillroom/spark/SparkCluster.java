// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import java.util.regex.Pattern;
import org.stillroom.batch.run.BatchRunner;
import org.stillroom.batch.run.RunnerSettings;

/** Knows the masters of Apache Spark. */
public final class SparkCluster implements BatchRunner.Cluster {

    private static final Pattern MASTER =
            Pattern.compile("local(\\[.+])?|local-cluster\\[.+]|spark://.+|yarn|k8s://.+");

    @Override
    public boolean knows(String master) {
        return MASTER.matcher(master).matches();
    }

    @Override
    public BatchRunner runner(RunnerSettings settings) {
        return new SparkRunner(settings);
    }
}

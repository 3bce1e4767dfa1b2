// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.stillroom.cli.MainProcess;

/** What {@code spark-submit} starts: {@code stillroom batch} on the master that it was given. */
public final class SparkBatch {

    private SparkBatch() {
    }

    /** @param arguments of the command, without its name */
    public static void main(String[] arguments) {
        List<String> all = new ArrayList<>(List.of("batch"));
        all.addAll(Arrays.asList(arguments));
        String master = new SparkConf().get("spark.master", "");
        boolean named = all.stream().anyMatch(each -> each.equals("--master") || each.startsWith("--master="));
        if (!named && !master.isEmpty()) {
            all.addAll(List.of("--master", master));
        }
        MainProcess.main(all.toArray(String[]::new));
    }
}

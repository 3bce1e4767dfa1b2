// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.util.SerializableConfiguration;
import org.stillroom.batch.job.Job;
import org.stillroom.batch.run.RunnerSettings;
import org.stillroom.graph.GraphFile;

/**
 * What all tasks of a batch have in common, as it goes to executors.
 *
 * @param graph its text
 * @param folders with models, as executors see them
 * @param cache folder of embeddings, as executors see it; empty for none
 * @param modelsFrom URI of a folder to fetch models from; empty where executors have them
 * @param hadoop how URIs are read
 */
record Work(String graph, ArrayList<String> folders, String graphFolder, String device, String cache, int retries,
        int threads, String modelsFrom, SerializableConfiguration hadoop) implements Serializable {

    static Work of(Job job, RunnerSettings settings, int threads, SerializableConfiguration hadoop) {
        List<String> folders = settings.folders().stream().map(Path::toString).toList();
        return new Work(GraphFile.text(job.graph()), new ArrayList<>(folders), settings.graphFolder().toString(),
                job.device(), settings.cache().map(Path::toString).orElse(""), settings.retries(), threads,
                settings.cluster().modelsFrom().orElse(""), hadoop);
    }
}

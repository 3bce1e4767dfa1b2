// SPDX-License-Identifier: EPL-2.0
package org.stillroom.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.spark.SparkEnv;
import org.stillroom.batch.job.BatchException;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.ModelSums;
import org.stillroom.batch.run.Drawn;
import org.stillroom.batch.run.Worker;
import org.stillroom.batch.run.Workplace;
import org.stillroom.engine.DiskCache;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.GraphFileException;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.TorchException;

/**
 * The engines of an executor, which live as long as its process: weights stay in memory from task to task. Each task
 * that runs at the same time as others has one of its own, as an engine has its device draw one thing after another.
 */
final class Executors {

    private static final Map<String, Deque<Worker>> IDLE = new HashMap<>();

    private Executors() {
    }

    /** Draws an item with an engine that is free, or a new one. */
    static Drawn draw(Work work, Item item, ModelSums models) {
        Worker worker = take(work);
        boolean well = false;
        try {
            Drawn drawn = worker.draw(item, models, Path.of(System.getProperty("java.io.tmpdir")));
            well = true;
            return drawn;
        } catch (BatchException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("the executor's folder for temporary files cannot be written: "
                    + e.getMessage(), e);
        } catch (InterruptedException e) {
            worker.cancel();
            Thread.currentThread().interrupt();
            throw new CancellationException("the task was cancelled");
        } finally {
            if (well) {
                give(work, worker);
            } else {
                worker.close();
            }
        }
    }

    /** What differs between batches that one executor draws. */
    private static String key(Work work) {
        return String.join("\n", work.graph(), String.join(":", work.folders()), work.graphFolder(), work.device(),
                work.cache(), work.modelsFrom(), Integer.toString(work.retries()));
    }

    private static synchronized Worker take(Work work) {
        Worker idle = IDLE.computeIfAbsent(key(work), key -> new ArrayDeque<>()).poll();
        return idle != null ? idle : start(work);
    }

    private static synchronized void give(Work work, Worker worker) {
        IDLE.get(key(work)).push(worker);
    }

    private static Worker start(Work work) {
        Torch.chooseThreads(work.threads());
        requireDevice(work.device());
        try {
            List<Path> folders = work.modelsFrom().isEmpty() ? work.folders().stream().map(Path::of).toList()
                    : List.of(FetchedModels.folder(work.modelsFrom(), work.hadoop().value()));
            return new Worker(new Workplace(GraphFile.parse(work.graph(), "the batch's graph"),
                    NodeCatalog.fromClassPath(Executors.class.getClassLoader()),
                    new ModelFolders(folders, Path.of(work.graphFolder())), work.device(),
                    Optional.of(work.cache()).filter(cache -> !cache.isEmpty()).map(Path::of)
                            .filter(Executors::canBeThere).map(DiskCache::new),
                    Optional.empty(), work.retries(), name(), work::threads));
        } catch (GraphFileException e) {
            throw new IllegalStateException("the driver has sent no graph: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("the models cannot be fetched from " + work.modelsFrom() + ": "
                    + e.getMessage() + "; check --models-from", e);
        }
    }

    /** Without the card that it is to draw on, an executor would fail each item. */
    private static void requireDevice(String text) {
        Device device = Device.parse(text);
        if (device.kind() == Device.Kind.CUDA) {
            try {
                Torch.check(device);
            } catch (TorchException e) {
                throw new IllegalStateException("--device " + text + " on " + name() + ": " + e.getMessage(), e);
            }
        }
    }

    /** A home folder of the driver's user that nobody has here is no place to keep anything. */
    private static boolean canBeThere(Path cache) {
        Path there = cache.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there != null && Files.isWritable(there);
    }

    private static String name() {
        String id = SparkEnv.get().executorId();
        try {
            return id + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return id;
        }
    }
}

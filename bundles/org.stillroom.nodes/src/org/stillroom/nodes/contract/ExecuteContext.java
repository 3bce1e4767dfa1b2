// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.contract;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.stillroom.graph.Graph;
import org.stillroom.graph.work.Progress;

/**
 * What a node sees while it runs; also who looks on while a library works for it.
 *
 * @noimplement Only the engine implements it, and methods may be added.
 */
public interface ExecuteContext extends Progress {

    /** Id of the node in its graph. */
    String nodeId();

    Parameters parameters();

    /** What {@link NodeFunction#configure} said that a parameter comes to; empty if it said nothing. */
    Optional<Settled> settled(String parameter);

    /** The value at a wired input. */
    <T> T input(String input, Class<T> valueClass);

    /** The value at an input, or empty if no wire leads to it. */
    <T> Optional<T> optionalInput(String input, Class<T> valueClass);

    void output(String output, Object value);

    ModelFolders models();

    /** The device that the run uses, as the user named it: {@code cpu}, {@code cuda} or {@code cuda:1}. */
    String device();

    /** What the run's plan gives to this node; empty if nothing was planned, or it foretold nothing. */
    default Optional<MemoryShare> memory() {
        return Optional.empty();
    }

    /** Where pictures and files go; exists when a node runs. */
    Path outputFolder();

    /** The graph being run, for provenance. */
    Graph graph();

    /** Names of all models that this node's inputs were made with, as the parameters name them or come to. */
    SortedSet<String> modelsUsed();

    /**
     * The file or folder of one of {@link #modelsUsed}.
     *
     * @throws NodeException if it is not there any more
     */
    Path modelUsed(String name) throws NodeException;

    /**
     * Something that outlives the run, such as loaded weights: made on first use, shared by all nodes that ask for the
     * same class, and closed with the engine.
     */
    <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> make);

    /** @throws CancellationException if the run was cancelled */
    @Override
    void checkCancelled();

    /** Reports progress, and checks for cancellation. */
    @Override
    void progress(long done, long total);

    /**
     * Reports progress with a few words on how it goes, such as {@code loss 0.0123}, and checks for cancellation.
     *
     * @param words shown beside the progress, in one line; empty for none
     */
    default void progress(long done, long total, String words) {
        progress(done, total);
    }

    /**
     * Shows something on the node in the place of what its outputs {@linkplain Showable show}: the last that it gave,
     * once the node is done.
     */
    void show(Shown shown);

    /**
     * Offers a look at what is not finished yet, such as a latent between two steps. May be called as often as there
     * is something new: {@code picture} is asked only if somebody looks, and not more often than they want to.
     */
    void preview(Supplier<RgbImage> picture);

    /** Reports that files were written, so that a user is told where they are. */
    void wrote(Path file);
}

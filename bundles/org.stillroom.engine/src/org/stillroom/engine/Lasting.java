// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.stillroom.engine.RunEvent.State;
import org.stillroom.nodes.contract.Identity;
import org.stillroom.nodes.contract.LastingFunction;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;

/** Executes a node, or takes its result from disk; a disk that fails costs only the time that it would have saved. */
final class Lasting {

    private final LastingFunction function;
    private final NodeContext context;
    private final DiskCache disk;
    private final Consumer<String> remark;

    private Lasting(LastingFunction function, NodeContext context, DiskCache disk, Consumer<String> remark) {
        this.function = function;
        this.context = context;
        this.disk = disk;
        this.remark = remark;
    }

    /** Finds out whether the outputs are sound. */
    interface Check {
        void run() throws NodeException;
    }

    /**
     * @param disk empty for none
     * @param remark told in a sentence what did not work about it
     * @param check of the outputs; what it refuses is not kept
     * @return how the node came to its outputs
     */
    static State execute(NodeFunction function, NodeContext context, Optional<DiskCache> disk,
            Consumer<String> remark, Check check) throws Exception {
        Optional<Lasting> lasting = function instanceof LastingFunction known
                ? disk.map(used -> new Lasting(known, context, used, remark)) : Optional.empty();
        Optional<Identity> identity = lasting.flatMap(Lasting::identity);
        if (identity.isPresent() && lasting.get().recall(identity.get())) {
            check.run();
            return State.RECALLED;
        }
        function.execute(context);
        check.run();
        identity.ifPresent(known -> lasting.get().keep(known));
        return State.DONE;
    }

    /** Empty if it cannot be told, for a reason that the node itself will say better. */
    private Optional<Identity> identity() {
        try {
            return Optional.of(function.identity(context));
        } catch (NodeException | IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private boolean recall(Identity identity) {
        Optional<Path> file = disk.find(identity, function.fileType());
        if (file.isEmpty()) {
            return false;
        }
        Map<String, Object> values;
        try {
            values = function.read(file.get(), identity);
        } catch (IOException e) {
            remark.accept("What was kept of it on disk is of no use (" + reason(e) + "), so it was made anew.");
            disk.drop(file.get());
            return false;
        }
        values.forEach(context::output);
        return true;
    }

    private void keep(Identity identity) {
        if (!disk.writable()) {
            return;
        }
        try {
            disk.put(identity, function.fileType(), function.content(identity, context.outputs().values()));
        } catch (IOException e) {
            remark.accept("It cannot be kept on disk, in " + disk.folder() + " (" + reason(e) + "); make room there, "
                    + "or choose another folder or none.");
        }
    }

    private static String reason(IOException e) {
        boolean file = e instanceof FileSystemException;
        String reason = file ? ((FileSystemException) e).getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}

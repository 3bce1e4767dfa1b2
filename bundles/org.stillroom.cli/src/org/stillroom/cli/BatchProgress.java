// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.stillroom.batch.job.Item;
import org.stillroom.batch.job.Job;
import org.stillroom.batch.run.Drawn;
import org.stillroom.batch.run.ResultFolder;
import org.stillroom.graph.Ids;
import org.stillroom.graph.work.Progress;

/** Keeps what a batch draws as it comes, and shows how far it is. */
final class BatchProgress implements Progress, AutoCloseable {

    private static final String WORK = "pictures";

    private final Context context;
    private final Errors errors;
    private final Job job;
    private final ResultFolder folder;
    private final ProgressDisplay display;
    private final Map<String, Item> items = new HashMap<>();
    private int done;
    private volatile IOException failure;

    BatchProgress(Context context, Errors errors, Job job, ResultFolder folder, int there) {
        this.context = context;
        this.errors = errors;
        this.job = job;
        this.folder = folder;
        this.done = there;
        job.items().forEach(item -> items.put(item.key(), item));
        this.display = ProgressDisplay.to(context.shell(), List.of(WORK));
        display.started(WORK);
    }

    /** Something was drawn, or has failed. */
    void drawn(Drawn drawn) {
        if (failure != null) {
            // a line that was half written is the last one, which the next start removes
            return;
        }
        Item item = items.get(drawn.key());
        try {
            folder.put(job, item, drawn).forEach(file -> context.shell().out().println(file));
            context.shell().out().flush();
            display.stepped(WORK, ++done, job.items().size());
            if (!drawn.ok()) {
                errors.tell("\"" + Ids.shorten(item.prompt()) + "\": " + drawn.error(), null);
            }
        } catch (IOException e) {
            failure = new IOException("a picture cannot be kept in " + folder.path() + " (" + e.getMessage()
                    + "); check the space on its disk and its permissions. The same command goes on from there", e);
        }
    }

    /** @throws IOException if something could not be kept */
    void requireWritten() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    /** Stops at Ctrl-C, and when nothing can be kept any more. */
    @Override
    public void checkCancelled() {
        context.cancelCheck().checkCancelled();
        if (failure != null) {
            throw new CancellationException("nothing can be written");
        }
    }

    @Override
    public void close() {
        boolean all = done == job.items().size();
        display.finished(WORK, all ? ProgressDisplay.Outcome.DONE
                : ProgressDisplay.Outcome.unfinished(context.interrupts().interrupted()), done + " of "
                        + job.items().size());
        display.close();
    }
}

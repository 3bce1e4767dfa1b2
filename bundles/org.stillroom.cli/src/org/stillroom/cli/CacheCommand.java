// SPDX-License-Identifier: EPL-2.0
package org.stillroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.stillroom.engine.DiskCache;
import org.stillroom.engine.DiskCache.Entry;
import org.stillroom.nodes.contract.Quantity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "cache", description = {
        "Lists what is kept on disk of text encoders' work, encoder by encoder.",
        "A prompt that an encoder has embedded once is taken from there in later runs, which then load no encoder. "
        + "Another encoder, number format, LoRA, tokenizer or prompt is another entry. What was used least recently "
        + "goes first when the limit is reached. The prompts themselves are not in it."})
final class CacheCommand implements Callable<Integer> {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final Context context;

    @Parameters(paramLabel = "ENCODER", arity = "0..*",
            description = "Only encoders with one of these texts in their names.")
    private List<String> only = new ArrayList<>();

    @Mixin
    private CacheOption cache;

    @Option(names = "--clear", description = "Removes what is listed.")
    private boolean clear;

    @Option(names = "--limit", paramLabel = "SIZE", description = "Sets what the folder may hold, for all who use it, "
            + "such as 8GB. Default: 4GB.")
    private String limit;

    CacheCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliException {
        PrintWriter out = context.shell().out();
        DiskCache disk = cache.disk(context.shell()).orElseThrow(() -> new CliException(ExitCode.USAGE,
                "nothing is kept on disk, as STILLROOM_CACHE or --cache is off; name a folder with --cache"));
        try {
            if (limit != null) {
                disk.limit(Sizes.parse("--limit", limit));
            }
            List<Entry> shown = clear ? disk.clear(chosen()) : disk.entries().stream().filter(chosen()).toList();
            Table table = new Table();
            shown.forEach(entry -> table.row(entry.model(), prompts(entry.results()), size(entry.bytes()),
                    "last used " + DAY.format(entry.lastUsed().atZone(ZoneId.systemDefault()))));
            table.print(out, "");
            String all = prompts(shown.stream().mapToInt(Entry::results).sum()) + ", "
                    + size(shown.stream().mapToLong(Entry::bytes).sum());
            out.println(clear ? "Removed " + all + " from " + disk.folder()
                    : all + " of at most " + size(disk.limit()) + ", in " + disk.folder());
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "the folder " + disk.folder() + " cannot be "
                    + (clear || limit != null ? "changed" : "read") + " (" + e.getMessage()
                    + "); check its permissions", e);
        }
    }

    private Predicate<Entry> chosen() {
        return entry -> only.isEmpty() || only.stream().anyMatch(entry.model()::contains);
    }

    private static String prompts(int count) {
        return count + (count == 1 ? " prompt" : " prompts");
    }

    private static String size(long bytes) {
        return Quantity.bytes(bytes).text();
    }
}

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)\\s*([KMGT]?)B?",
            Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "KMGT";
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
                disk.limit(bytes(limit));
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

    private static long bytes(String size) throws CliException {
        Matcher matcher = SIZE.matcher(size.strip());
        if (!matcher.matches()) {
            throw new CliException(ExitCode.USAGE, "--limit: \"" + size + "\" is not a size; write one such as "
                    + "500MB or 8GB");
        }
        int thousands = matcher.group(2).isEmpty() ? 0
                : UNITS.indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 1;
        return Math.round(Double.parseDouble(matcher.group(1)) * Math.pow(1000, thousands));
    }
}

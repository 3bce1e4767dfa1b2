// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillroom.diffusion.image.FileNames;
import org.stillroom.diffusion.image.NumberedFiles;
import org.stillroom.diffusion.image.WriteFailures;
import org.stillroom.evaluation.report.ReportFiles;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;
import org.stillroom.nodes.contract.Shown;

/** Writes what was measured as a table in a CSV file (RFC 4180, UTF-8), under the next number that is free. */
public final class SaveTableNode implements NodeFunction {

    private static final List<String> INPUTS = List.of("a", "b", "c", "d");
    private static final String HEAD = "node,measure,value,count,remark\n";

    @Override
    public void configure(ConfigureContext context) {
        FileNames.problem(context.parameters().text("name")).ifPresent(problem -> context.error("name", problem));
    }

    @Override
    public void execute(ExecuteContext context) throws NodeException {
        String name = context.parameters().text("name");
        Optional<String> problem = FileNames.problem(name);
        if (problem.isPresent()) {
            throw new NodeException("name", problem.get());
        }
        try {
            byte[] table = table(context).getBytes(StandardCharsets.UTF_8);
            context.show(shown(context));
            context.wrote(NumberedFiles.write(context.outputFolder(), name, "csv", AtomicFile.content(table)));
        } catch (IOException e) {
            throw new NodeException("", "The table \"" + name + "\" cannot be written to the folder "
                    + context.outputFolder() + " (" + WriteFailures.reason(e)
                    + "); make room there or choose another folder.", e);
        }
    }

    private static String table(ExecuteContext context) {
        StringBuilder csv = new StringBuilder(HEAD);
        for (String input : INPUTS) {
            context.optionalInput(input, Numbers.class).ifPresent(numbers -> numbers.rows()
                    .forEach(row -> csv.append(line(source(context, input), row)).append('\n')));
        }
        return csv.toString();
    }

    /** Side by side where all have measured the same, otherwise one below the other. */
    private static Shown shown(ExecuteContext context) {
        Map<String, Numbers> given = new LinkedHashMap<>();
        for (String input : INPUTS) {
            context.optionalInput(input, Numbers.class)
                    .ifPresent(numbers -> given.merge(source(context, input), numbers, SaveTableNode::joined));
        }
        List<List<String>> measures = given.values().stream()
                .map(numbers -> numbers.rows().stream().map(Numbers.Row::measure).toList()).distinct().toList();
        List<Shown.Row> rows = new ArrayList<>();
        if (given.size() > 1 && measures.size() == 1) {
            for (int i = 0; i < measures.getFirst().size(); i++) {
                int at = i;
                rows.add(new Shown.Row(measures.getFirst().get(i),
                        given.values().stream().map(numbers -> numbers.rows().get(at).quantity()).toList(), ""));
            }
            return new Shown.Table(List.copyOf(given.keySet()), rows);
        }
        given.forEach((source, numbers) -> {
            rows.add(Shown.Row.heading(source));
            numbers.rows().forEach(row -> rows.add(new Shown.Row(row.measure(), List.of(row.quantity()),
                    row.remark())));
        });
        return new Shown.Table(List.of(), rows);
    }

    /** The same node may be wired twice. */
    private static Numbers joined(Numbers one, Numbers other) {
        List<Numbers.Row> rows = new ArrayList<>(one.rows());
        rows.addAll(other.rows());
        return new Numbers(rows);
    }

    private static String line(String source, Numbers.Row row) {
        return String.join(",", ReportFiles.cell(source), ReportFiles.cell(row.measure()),
                Double.toString(row.value()), Long.toString(row.count()), ReportFiles.cell(row.remark()));
    }

    /** Id of the node that measured. */
    private static String source(ExecuteContext context, String input) {
        PortRef from = context.graph().nodes().get(context.nodeId()).inputs().get(input);
        return from == null ? input : from.node();
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.evaluation.nodes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.stillroom.diffusion.image.FileNames;
import org.stillroom.diffusion.image.NumberedFiles;
import org.stillroom.diffusion.image.WriteFailures;
import org.stillroom.graph.PortRef;
import org.stillroom.graph.io.AtomicFile;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeFunction;

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

    private static String line(String source, Numbers.Row row) {
        return String.join(",", cell(source), cell(row.measure()), Double.toString(row.value()),
                Long.toString(row.count()), cell(row.remark()));
    }

    /** Id of the node that measured. */
    private static String source(ExecuteContext context, String input) {
        PortRef from = context.graph().nodes().get(context.nodeId()).inputs().get(input);
        return from == null ? input : from.node();
    }

    private static String cell(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}

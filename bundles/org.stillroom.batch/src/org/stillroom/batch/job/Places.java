// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.job;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stillroom.batch.table.Columns;
import org.stillroom.graph.Node;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeType;

/** Finds where in a graph prompts and seeds go. */
final class Places {

    private static final String PROMPT = "org.stillroom.prompt";
    private static final String TEXT = "text";
    private static final String NEGATIVE = "negative";
    private static final String SEED = "seed";

    private final JobRequest request;

    Places(JobRequest request) {
        this.request = request;
    }

    /** The parameter that takes the prompt. */
    Place prompt() throws BatchException {
        if (request.promptNode().isPresent()) {
            return named("--prompt-node", request.promptNode().get(), TEXT);
        }
        return only(nodes(type -> type.id().equals(PROMPT)), TEXT, "Prompt node", "--prompt-node");
    }

    /** The parameter that takes what is not to be seen, beside that of the prompt. */
    Place negative() throws BatchException {
        return checked(new Place(prompt().node(), NEGATIVE));
    }

    /** The parameter that takes the seed. */
    Place seed() throws BatchException {
        if (request.seedNode().isPresent()) {
            return named("--seed-node", request.seedNode().get(), SEED);
        }
        return only(nodes(type -> type.parameter(SEED).isPresent()), SEED, "node with a seed", "--seed-node");
    }

    private interface Wanted {
        boolean test(NodeType type);
    }

    private List<String> nodes(Wanted wanted) {
        return request.graph().nodes().values().stream().filter(node -> node.mode() == Node.Mode.ACTIVE)
                .filter(node -> request.catalog().nodeType(node.type()).filter(wanted::test).isPresent())
                .map(Node::id).toList();
    }

    private static Place only(List<String> found, String parameter, String what, String option)
            throws BatchException {
        if (found.size() == 1) {
            return new Place(found.getFirst(), parameter);
        }
        throw new BatchException(BatchException.Kind.USAGE, found.isEmpty()
                ? "the graph has no " + what + "; name the parameter with " + option + " NODE.PARAM"
                : "the graph has more than one " + what + "; choose with " + option + " "
                        + found.stream().collect(Collectors.joining(" or " + option + " ")));
    }

    private Place named(String option, String text, String parameter) throws BatchException {
        return checked(text.indexOf('.') < 0 ? new Place(text, parameter) : Place.parse(option, text));
    }

    /** @throws BatchException if the graph has no such parameter */
    Place checked(Place place) throws BatchException {
        try {
            place.with("").in(request.graph(), request.catalog());
            return place;
        } catch (NodeException e) {
            throw new BatchException(BatchException.Kind.USAGE, e.getMessage(), e);
        }
    }

    /** Whether a batch has renamed the column, as one of its own is called so. */
    private boolean carried(String name) {
        return name.startsWith(Columns.CARRIED) && Columns.taken(name.substring(Columns.CARRIED.length()));
    }

    /** Which parameter a column of a table of prompts is for; empty for none. */
    Optional<Place> column(String name) throws BatchException {
        return switch (name) {
            case SEED -> Optional.of(seed());
            case NEGATIVE, "negative_prompt" -> Optional.of(negative());
            default -> name.matches("[A-Za-z_][A-Za-z0-9_-]*\\.[A-Za-z0-9_]+") && !carried(name)
                    ? Optional.of(checked(Place.parse("column", name))) : Optional.empty();
        };
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion.lora;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.stillroom.diffusion.weights.Layout;

/**
 * How a LoRA and a model go together, by their headers.
 *
 * @param patches what is done to the model's weights
 * @param layers how many layers of the LoRA are for such a model
 * @param unmatched layers for such a model that this one does not have, as the file names them
 * @param misfits why weights that both have do not fit, as clauses
 * @param unread why layers cannot be read, as clauses
 */
public record LoraFit(LoraFile file, LoraTargets targets, List<Patch> patches, int layers, List<String> unmatched,
        List<String> misfits, List<String> unread) {

    private static final int SHOWN = 3;

    /**
     * A change of one stored weight, which may be several of the program's.
     *
     * @param part of the program
     * @param rows which rows of the change go where
     */
    record Patch(int part, Change change, List<Layout.Rows> rows) {}

    public LoraFit {
        patches = List.copyOf(patches);
        unmatched = List.copyOf(unmatched);
        misfits = List.copyOf(misfits);
        unread = List.copyOf(unread);
    }

    /** Looks up what a LoRA holds for a model. */
    public static LoraFit of(LoraFile file, LoraTargets targets) {
        List<LoraLayer> own = file.layers().stream()
                .filter(layer -> targets.accepted().contains(layer.named().part())).toList();
        Fitting fitting = new Fitting(targets);
        own.forEach(fitting::add);
        return new LoraFit(file, targets, fitting.patches, own.size(), fitting.unmatched, fitting.misfits,
                fitting.unread);
    }

    /** Collects what fits and what does not. */
    private record Fitting(LoraTargets targets, List<Patch> patches, List<String> unmatched, List<String> misfits,
            List<String> unread) {

        Fitting(LoraTargets targets) {
            this(targets, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(LoraLayer layer) {
            Changes changes = Changes.of(layer);
            if (!changes.problem().isEmpty()) {
                unread.add(layer.key() + " is " + changes.problem());
            }
            changes.weight().ifPresent(change -> add(layer, change, targets::weight));
            changes.bias().ifPresent(change -> add(layer, change, targets::bias));
        }

        private void add(LoraLayer layer, Change change, Function<String, Optional<Layout.Source>> find) {
            Optional<Layout.Source> found = find.apply(layer.named().name());
            if (found.isEmpty()) {
                unmatched.add(layer.key());
                return;
            }
            Change.Size has = Change.Size.of(found.get().shape());
            long rows = change.size().rows();
            List<Layout.Rows> reached = found.get().rows().stream().filter(each -> each.to() <= rows).toList();
            boolean whole = rows == has.rows() || layer.named().leading() && !reached.isEmpty()
                    && reached.getLast().to() == rows;
            if (!whole || change.size().columns() != has.columns()) {
                misfits.add(layer.key() + " changes a weight of " + change.size() + ", but the model's is " + has);
            } else {
                patches.add(new Patch(targets.part(reached.getFirst().target()), change, reached));
            }
        }
    }

    /** Whether it has something for such a model. */
    public boolean meant() {
        return layers > 0;
    }

    /**
     * Why it must not be used so; empty if it may.
     *
     * @param name of the LoRA, for messages
     */
    public Optional<String> problem(String name) {
        if (!misfits.isEmpty()) {
            return Optional.of(title(name) + " does not fit the " + targets.label() + ": " + some(misfits, "; ")
                    + advice());
        }
        if (meant() && patches.isEmpty()) {
            List<String> all = unmatched.isEmpty() ? unread : unmatched;
            return Optional.of(title(name) + " does not fit the " + targets.label() + ": of its " + count(layers)
                    + " none is one of this model's (" + some(all, ", ") + "); choose a LoRA that was made for it.");
        }
        return Optional.empty();
    }

    private String advice() {
        boolean control = misfits.stream().anyMatch(each -> each.startsWith("img_in ") || each.contains("x_embedder "));
        return control ? ". It widens what the model takes in, as those for Canny, Depth or Fill do, for which there "
                + "is no input; choose another LoRA." : "; choose a LoRA that was made for it.";
    }

    /**
     * What of it is not used, as sentences.
     *
     * @param name of the LoRA, for messages
     */
    public List<String> warnings(String name) {
        List<String> warnings = new ArrayList<>();
        if (!unmatched.isEmpty()) {
            warnings.add(title(name) + " changes " + (layers - unmatched.size() - unread.size()) + " of its "
                    + count(layers) + "; the " + targets.label() + " has none of the name of " + some(unmatched, ", ")
                    + ".");
        }
        if (!unread.isEmpty()) {
            warnings.add("Of " + title(name) + ", " + count(unread.size()) + " cannot be used: " + some(unread, "; ")
                    + ".");
        }
        return warnings;
    }

    private static String title(String name) {
        return "LoRA \"" + name + "\"";
    }

    private static String count(int layers) {
        return layers + (layers == 1 ? " layer" : " layers");
    }

    private static String some(List<String> all, String between) {
        int more = all.size() - SHOWN;
        return String.join(between, all.subList(0, Math.min(SHOWN, all.size())))
                + (more > 0 ? between + "and " + more + " more" : "");
    }
}

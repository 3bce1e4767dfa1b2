// SPDX-License-Identifier: EPL-2.0
package org.stillroom.batch.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.stillroom.graph.Graph;
import org.stillroom.graph.GraphFile;
import org.stillroom.graph.Layout;
import org.stillroom.graph.io.Digest;
import org.stillroom.graph.work.Progress;
import org.stillroom.nodes.catalog.NodeUpgrade;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Parameter;

/**
 * All that is to be drawn: prompts by varied values by seeds, those with the same models together.
 *
 * @param graph whose values are replaced
 * @param places {@code NODE.PARAM} that items give values to, that of the prompt left out, in the order in which they
 *        were named
 * @param items each once
 * @param models that each group of items is drawn with
 * @param device that they are for
 */
public record Job(Graph graph, List<String> places, List<Item> items, Map<String, ModelSums> models, String device) {

    /** What is held in memory of a job; larger ones are done in parts. */
    public static final int MOST_ITEMS = 1_000_000;

    /** Parameters by whose values other models are loaded, or the same in another way. */
    private static final Set<Parameter.Kind> LOADING =
            EnumSet.of(Parameter.Kind.MODEL, Parameter.Kind.FILE, Parameter.Kind.CHOICE);
    private static final int GROUP_BYTES = 8;

    public Job {
        places = List.copyOf(places);
        items = List.copyOf(items);
        models = Map.copyOf(models);
    }

    /**
     * Works out what is to be drawn, and checks the graph with each combination of models.
     *
     * @param progress asked while checksums of models are computed, which are kept
     * @throws BatchException if something does not fit
     */
    public static Job plan(JobRequest request, Progress progress) throws BatchException {
        return new Plan(request, progress).job();
    }

    /** How many groups of items there are, each with its own models. */
    public int groups() {
        return models.size();
    }

    private static final class Plan {

        private final JobRequest request;
        private final Progress progress;
        private final Places places;
        private final Graph graph;
        private final GroupCheck check;
        private final Map<String, ModelSums> models = new LinkedHashMap<>();
        private final Map<String, Map<String, Item>> groups = new LinkedHashMap<>();
        /** By key: each once, in the order of the rows. */
        private final Map<String, Set<SortedMap<String, String>>> labels = new HashMap<>();
        private final Set<String> named = new LinkedHashSet<>();

        Plan(JobRequest request, Progress progress) {
            this.request = request;
            this.progress = progress;
            this.places = new Places(request);
            this.graph = NodeUpgrade.upgrade(request.graph(), request.catalog());
            this.check = new GroupCheck(request, progress);
        }

        Job job() throws BatchException {
            List<PromptRow> rows = request.prompts().isPresent()
                    ? PromptRow.read(request.prompts().get(), request.most(), places) : List.of(PromptRow.none());
            List<SortedMap<String, String>> varied = combinations();
            if ((long) rows.size() * varied.size() > MOST_ITEMS) {
                throw new BatchException(BatchException.Kind.USAGE, rows.size() + " prompts by " + varied.size()
                        + " combinations of values and seeds are more than " + MOST_ITEMS + " pictures, which is the "
                        + "most of one batch; take a part of the prompts, each with a folder of its own");
            }
            for (PromptRow row : rows) {
                named.addAll(row.values().keySet());
                for (SortedMap<String, String> values : varied) {
                    progress.checkCancelled();
                    add(row, values);
                }
            }
            named.addAll(varied.getFirst().keySet());
            if (rows.stream().anyMatch(row -> !row.prompt().isEmpty())) {
                named.remove(places.prompt().toString());
            }
            List<Item> items = groups.values().stream().map(Map::values).flatMap(Collection::stream)
                    .map(item -> item.withLabels(labels.get(item.key()))).toList();
            return new Job(graph, List.copyOf(named), items, models, request.device());
        }

        /** What the command line varies, the first slowest and seeds fastest. */
        private List<SortedMap<String, String>> combinations() throws BatchException {
            List<Variation> axes = new ArrayList<>(request.variations());
            if (!request.seeds().isEmpty()) {
                axes.add(new Variation(places.seed(), request.seeds()));
            }
            List<SortedMap<String, String>> all = List.of(new TreeMap<>());
            for (Variation axis : axes) {
                String place = places.checked(axis.place()).toString();
                if (all.getFirst().containsKey(place)) {
                    throw new BatchException(BatchException.Kind.USAGE, place + " is varied twice; name all its values "
                            + "at once");
                }
                List<SortedMap<String, String>> more = new ArrayList<>();
                for (SortedMap<String, String> values : all) {
                    for (String value : axis.values()) {
                        SortedMap<String, String> with = new TreeMap<>(values);
                        with.put(place, value);
                        more.add(with);
                    }
                    if (more.size() > MOST_ITEMS) {
                        throw new BatchException(BatchException.Kind.USAGE, "the varied values have more than "
                                + MOST_ITEMS + " combinations; vary less at once");
                    }
                }
                all = more;
            }
            return all;
        }

        private void add(PromptRow row, SortedMap<String, String> varied) throws BatchException {
            SortedMap<String, String> values = new TreeMap<>(row.values());
            for (var value : varied.entrySet()) {
                if (values.put(value.getKey(), value.getValue()) != null) {
                    throw new BatchException(BatchException.Kind.USAGE, value.getKey() + " has values in the file of "
                            + "prompts and in the command; leave one of both out");
                }
            }
            Graph with = applied(values);
            String loading = loading(values);
            String group = Digest.of(loading, GROUP_BYTES);
            ModelSums sums = models.get(group);
            if (sums == null) {
                sums = check.first(group, with);
                models.put(group, sums);
            } else {
                check.further(group, row.prompt(), with);
            }
            String kind = request.device().split(":", 2)[0];
            String key = Digest.hex(kind + '\n' + sums.digest() + '\n' + logic(with));
            groups.computeIfAbsent(group, each -> new LinkedHashMap<>())
                    .putIfAbsent(key, new Item(key, group, row.prompt(), values, List.of()));
            labels.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(row.labels());
        }

        private Graph applied(SortedMap<String, String> values) throws BatchException {
            try {
                return Item.apply(graph, request.catalog(), values);
            } catch (NodeException e) {
                throw new BatchException(BatchException.Kind.GRAPH, e.getMessage(), e);
            }
        }

        private String loading(SortedMap<String, String> values) throws BatchException {
            StringBuilder text = new StringBuilder();
            for (var value : values.entrySet()) {
                try {
                    Place place = Place.of(value.getKey());
                    if (LOADING.contains(place.with("").in(graph, request.catalog()).kind())) {
                        text.append(value.getKey()).append('=').append(value.getValue()).append('\n');
                    }
                } catch (NodeException e) {
                    throw new BatchException(BatchException.Kind.GRAPH, e.getMessage(), e);
                }
            }
            return text.toString();
        }

        /** Without what a run ignores. */
        private static String logic(Graph graph) {
            return GraphFile.text(graph.withLayout(Layout.EMPTY).withModels(Map.of()).withProviders(Map.of()));
        }
    }
}

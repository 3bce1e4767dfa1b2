// SPDX-License-Identifier: EPL-2.0
package org.stillroom.nodes.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.stillroom.nodes.contract.ModelIdentifier;
import org.stillroom.nodes.contract.ModelIdentity;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.PortType;

/**
 * All node types and port types that are installed. A broken contribution is reported among {@link #problems} and
 * spoils nothing but the node type or port type it concerns.
 */
public final class NodeCatalog {

    /** Id of the extension point. */
    public static final String EXTENSION_POINT = "org.stillroom.nodes.nodeTypes";

    private final SortedMap<String, PortType> portTypes = new TreeMap<>();
    private final SortedMap<String, NodeType> nodeTypes = new TreeMap<>();
    private final List<ModelIdentifier> modelIdentifiers = new ArrayList<>();
    private final List<ContributionProblem> problems = new ArrayList<>();

    private NodeCatalog(Collection<ContributionProblem> found) {
        problems.addAll(found);
    }

    /**
     * @param contributions in any order; of two with the same id, that of the bundle whose name sorts first is used
     * @param found problems met while the contributions were gathered
     */
    public static NodeCatalog of(Collection<Contribution> contributions, Collection<ContributionProblem> found) {
        NodeCatalog catalog = new NodeCatalog(found);
        List<Contribution> sorted = contributions.stream().sorted(Comparator.comparing(Contribution::bundle)).toList();
        for (Contribution contribution : sorted) {
            catalog.add(contribution, "portType", catalog.portTypes, PortType::id,
                    element -> NodeTypeReader.portType(contribution.bundle(), element));
        }
        for (Contribution contribution : sorted) {
            NodeTypeReader reader = new NodeTypeReader(contribution.bundle(), catalog.portTypes.keySet());
            catalog.add(contribution, "nodeType", catalog.nodeTypes, NodeType::id, reader::nodeType);
            catalog.each(contribution, "modelIdentifier",
                    element -> catalog.modelIdentifiers.add(new ContributedIdentifier(element)));
        }
        return catalog;
    }

    /** Reads every plugin.xml on the class path, for use without OSGi. */
    public static NodeCatalog fromClassPath(ClassLoader loader) {
        List<ContributionProblem> problems = new ArrayList<>();
        return of(new ClassPathContributions(loader, problems).read(), problems);
    }

    public Optional<NodeType> nodeType(String id) {
        return Optional.ofNullable(nodeTypes.get(id));
    }

    public Optional<PortType> portType(String id) {
        return Optional.ofNullable(portTypes.get(id));
    }

    /** By id, sorted. */
    public SortedMap<String, NodeType> nodeTypes() {
        return Collections.unmodifiableSortedMap(nodeTypes);
    }

    /** By id, sorted. */
    public SortedMap<String, PortType> portTypes() {
        return Collections.unmodifiableSortedMap(portTypes);
    }

    /** Whether there is anybody who knows what models are. Loads no class. */
    public boolean identifiesModels() {
        return !modelIdentifiers.isEmpty();
    }

    /** What a model is, as the first one says who knows it, or else has anything to say; empty if nobody has. */
    public Optional<ModelIdentity> identify(Path model) {
        Optional<ModelIdentity> vague = Optional.empty();
        for (ModelIdentifier each : modelIdentifiers) {
            Optional<ModelIdentity> found = each.identify(model);
            if (found.filter(is -> !is.kinds().isEmpty()).isPresent()) {
                return found;
            }
            vague = vague.or(() -> found);
        }
        return vague;
    }

    public List<ContributionProblem> problems() {
        return Collections.unmodifiableList(problems);
    }

    private <T> void add(Contribution contribution, String name, SortedMap<String, T> all, Function<T, String> id,
            Function<ContributionElement, T> read) {
        each(contribution, name, element -> {
            T type = read.apply(element);
            if (all.putIfAbsent(id.apply(type), type) != null) {
                throw new ContributionException(name + " " + id.apply(type)
                        + " is contributed twice; only the first is used");
            }
        });
    }

    private void each(Contribution contribution, String name, Consumer<ContributionElement> take) {
        for (ContributionElement element : contribution.elements()) {
            if (!element.name().equals(name)) {
                continue;
            }
            try {
                take.accept(element);
            } catch (ContributionException e) {
                problems.add(new ContributionProblem(contribution.bundle(), e.getMessage()));
            }
        }
    }
}

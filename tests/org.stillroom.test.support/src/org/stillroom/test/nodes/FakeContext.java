// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stillroom.graph.Graph;
import org.stillroom.graph.Node;
import org.stillroom.graph.PortRef;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.check.Configured;
import org.stillroom.nodes.check.Wiring;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.Identity;
import org.stillroom.nodes.contract.LastingFunction;
import org.stillroom.nodes.contract.MemoryShare;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.NodeType;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.nodes.contract.Settled;
import org.stillroom.nodes.contract.Shown;
import org.stillroom.nodes.contract.Spec;
import org.stillroom.nodes.contract.Specified;

/** One node's surroundings, for tests: gives it parameters and inputs, and keeps what it says and puts out. */
public final class FakeContext implements AutoCloseable {

    private static final NodeCatalog CATALOG = NodeCatalog.fromClassPath(loader());

    final NodeType type;
    final ModelFolders models;
    final Path outputFolder;
    final Map<String, Object> inputs = new HashMap<>();
    final Map<String, Spec> inputSpecs = new HashMap<>();
    final Map<Class<?>, AutoCloseable> shared = new HashMap<>();
    int checksBeforeCancel = Integer.MAX_VALUE;
    private final SortedMap<String, JsonNode> given = new TreeMap<>();

    /** What the node put out, by port. */
    public final Map<String, Object> outputs = new TreeMap<>();
    public final Map<String, Spec> specs = new TreeMap<>();
    /** As {@code at: message}. */
    public final List<String> errors = new ArrayList<>();
    /** Of the errors, those that say that a model or file is missing. */
    public final List<String> missing = new ArrayList<>();
    public final List<String> warnings = new ArrayList<>();
    public final List<Path> written = new ArrayList<>();
    public final List<RgbImage> previews = new ArrayList<>();
    /** As {@code done/total}. */
    public final List<String> progress = new ArrayList<>();
    /** What was said beside the progress. */
    public final List<String> words = new ArrayList<>();
    /** What the node shows on itself. */
    public Optional<Shown> shown = Optional.empty();
    /** What parameters come to. */
    public final SortedMap<String, Settled> settled = new TreeMap<>();
    /** Inputs that the node will not look at. */
    public final SortedSet<String> leftOut = new TreeSet<>();
    public final SortedSet<String> modelsUsed = new TreeSet<>();
    /** Which nodes read the outputs of this one. */
    public Graph graph = Graph.EMPTY;
    public String device = "cpu";
    public String nodeId = "node";
    /** What a plan gives to the node. */
    public Optional<MemoryShare> memory = Optional.empty();

    /** @param type id without {@code org.stillroom.}; models and files are found in, and written to, the folder */
    public FakeContext(String type, Path folder) {
        this(type, folder, folder);
    }

    public FakeContext(String type, Path modelFolder, Path outputFolder) {
        this.type = CATALOG.nodeType("org.stillroom." + type).orElseThrow();
        this.models = new ModelFolders(List.of(modelFolder), modelFolder);
        this.outputFolder = outputFolder;
    }

    /** Sets a parameter: a text, boolean, int, long or double. */
    public FakeContext set(String parameter, Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        given.put(parameter, switch (value) {
            case Boolean flag -> json.booleanNode(flag);
            case Integer number -> json.numberNode(number);
            case Long number -> json.numberNode(number);
            case Double number -> json.numberNode(BigDecimal.valueOf(number));
            default -> json.textNode(value.toString());
        });
        return this;
    }

    /** Wires an input that will bring the value. */
    public FakeContext in(String port, Object value) {
        inputs.put(port, value);
        return this;
    }

    /** Wires an input of which this is known while editing. */
    public FakeContext spec(String port, Spec spec) {
        inputSpecs.put(port, spec);
        return this;
    }

    /** Lets be known while editing what the values that will come tell of themselves. */
    public FakeContext told() {
        inputs.forEach((port, value) -> {
            if (value instanceof Specified known) {
                known.spec(Optional.empty()).ifPresent(spec -> spec(port, spec));
            }
        });
        return this;
    }

    /** Cancels the run at the given look for cancellation. */
    public FakeContext cancelAfter(int checks) {
        checksBeforeCancel = checks;
        return this;
    }

    /** Puts something in the place of what nodes would share. */
    public <T extends AutoCloseable> FakeContext share(Class<T> key, T thing) {
        shared.put(key, thing);
        return this;
    }

    public FakeContext configure() {
        Configured configured = configured(inputSpecs);
        specs.putAll(configured.outputs());
        settled.putAll(configured.settled());
        leftOut.addAll(configured.leftOut());
        for (NodeException e : configured.errors()) {
            String error = e.at() + ": " + e.getMessage();
            errors.add(error);
            if (e instanceof MissingModelException) {
                missing.add(error);
            }
        }
        configured.warnings().forEach(warning -> warnings.add(warning.port() + ": " + warning.message()));
        return this;
    }

    /** What a node is given while it runs, for what nodes have in common. */
    public ExecuteContext executing() {
        return new FakeExecuteContext(this);
    }

    /** Checks the values that have come, as the engine does, and executes the node. */
    public FakeContext execute() throws Exception {
        Map<String, Spec> real = new HashMap<>(inputSpecs);
        inputs.forEach((port, value) -> {
            if (value instanceof Specified told) {
                told.spec(Optional.ofNullable(inputSpecs.get(port))).ifPresent(spec -> real.put(port, spec));
            }
        });
        Configured configured = configured(real);
        settled.putAll(configured.settled());
        List<NodeException> wrong = configured.errors();
        if (!wrong.isEmpty()) {
            throw wrong.getFirst();
        }
        type.function().get().execute(executing());
        return this;
    }

    public List<Parameter> parametersOf(Parameter.Kind kind) {
        return type.parameters().stream().filter(parameter -> parameter.kind() == kind).toList();
    }

    /** The node, where its result may last. */
    public LastingFunction lasting() {
        return (LastingFunction) type.function().get();
    }

    /** What the node's result follows from. */
    public Identity identity() throws Exception {
        configure();
        return lasting().identity(new FakeExecuteContext(this));
    }

    private Configured configured(Map<String, Spec> real) {
        Node node = Node.of(nodeId, type.id());
        for (Map.Entry<String, JsonNode> parameter : given.entrySet()) {
            node = node.withParameter(parameter.getKey(), parameter.getValue());
        }
        Set<String> wired = new TreeSet<>(inputs.keySet());
        wired.addAll(inputSpecs.keySet());
        for (String port : wired) {
            node = node.withInput(port, new PortRef("source", port));
        }
        return Configured.of(node, type, real, models, Wiring.of(graph, CATALOG));
    }

    public <T> T out(String port, Class<T> valueClass) {
        return valueClass.cast(outputs.get(port));
    }

    public <S extends Spec> S spec(String port, Class<S> specClass) {
        return specClass.cast(specs.get(port));
    }

    /** Finds the bundle's plugin.xml whether or not it is on the class path. */
    private static ClassLoader loader() {
        try {
            URL bundle = Path.of("../../bundles/org.stillroom.diffusion").toUri().toURL();
            return new URLClassLoader(new URL[] {bundle}, FakeContext.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the node made that outlives a run. */
    public <T extends AutoCloseable> Optional<T> shared(Class<T> sharedClass) {
        return Optional.ofNullable(sharedClass.cast(shared.get(sharedClass)));
    }

    Parameters parameters() {
        return new Parameters(type, given);
    }

    @Override
    public void close() {
        List<AutoCloseable> owned = new ArrayList<>(shared.values());
        for (Object value : outputs.values()) {
            if (value instanceof AutoCloseable closeable) {
                owned.add(closeable);
            }
        }
        for (AutoCloseable closeable : owned) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.stillroom.graph.Graph;
import org.stillroom.nodes.contract.ExecuteContext;
import org.stillroom.nodes.contract.MemoryShare;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.RgbImage;
import org.stillroom.nodes.contract.Settled;
import org.stillroom.nodes.contract.Shown;

/** What one node sees during one run. */
final class NodeContext implements ExecuteContext {

    private final Execution execution;
    private final SharedResources shared;
    private final RunRequest request;
    private final Step step;
    private final Map<String, Object> inputs;
    private final Outputs outputs;
    private final List<Path> files = new ArrayList<>();
    private Optional<Long> previewedAt = Optional.empty();

    NodeContext(Execution execution, SharedResources shared, RunRequest request, Step step,
            Map<String, Object> inputs) {
        this.execution = execution;
        this.shared = shared;
        this.request = request;
        this.step = step;
        this.inputs = inputs;
        this.outputs = new Outputs(step.type());
    }

    Outputs outputs() {
        return outputs;
    }

    synchronized List<WrittenFile> files() {
        return files.stream().map(WrittenFile::of).toList();
    }

    @Override
    public String nodeId() {
        return step.id();
    }

    @Override
    public Parameters parameters() {
        return step.parameters();
    }

    @Override
    public Optional<Settled> settled(String parameter) {
        return Optional.ofNullable(step.settled().get(parameter));
    }

    @Override
    public <T> T input(String input, Class<T> valueClass) {
        return optionalInput(input, valueClass).orElseThrow(() -> new IllegalStateException(
                "input " + input + " is not wired, and not marked as required"));
    }

    @Override
    public <T> Optional<T> optionalInput(String input, Class<T> valueClass) {
        if (step.type().input(input).isEmpty()) {
            throw new IllegalArgumentException(step.type().id() + " has no input " + input);
        }
        return Optional.ofNullable(inputs.get(input)).map(valueClass::cast);
    }

    @Override
    public void output(String output, Object value) {
        outputs.put(output, value);
    }

    @Override
    public ModelFolders models() {
        return request.models();
    }

    @Override
    public String device() {
        return request.device();
    }

    @Override
    public Optional<MemoryShare> memory() {
        return execution.memory().flatMap(plan -> plan.share(step.id()));
    }

    @Override
    public Path outputFolder() {
        return request.outputFolder();
    }

    @Override
    public Graph graph() {
        return request.graph();
    }

    @Override
    public SortedSet<String> modelsUsed() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(step.models().keySet()));
    }

    @Override
    public Path modelUsed(String name) throws NodeException {
        Optional<Path> found = step.models().getOrDefault(name, Optional.empty());
        return found.isPresent() ? found.get() : models().resolve("", name);
    }

    @Override
    public <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> make) {
        return shared.get(type, make);
    }

    @Override
    public void checkCancelled() {
        if (execution.cancelled()) {
            throw new CancellationException("the run was cancelled");
        }
    }

    @Override
    public void progress(long done, long total) {
        progress(done, total, "");
    }

    @Override
    public void progress(long done, long total, String words) {
        checkCancelled();
        execution.progress(step, done, total, words);
    }

    @Override
    public void show(Shown shown) {
        outputs.show(Objects.requireNonNull(shown, "shown"));
    }

    @Override
    public void preview(Supplier<RgbImage> picture) {
        if (previewDue()) {
            execution.preview(step, picture.get());
        }
    }

    private synchronized boolean previewDue() {
        long now = System.nanoTime();
        boolean due = request.previewEvery()
                .filter(every -> previewedAt.isEmpty() || now - previewedAt.get() >= every.toNanos())
                .isPresent();
        if (due) {
            previewedAt = Optional.of(now);
        }
        return due;
    }

    @Override
    public void wrote(Path file) {
        Path written = file.toAbsolutePath().normalize();
        synchronized (this) {
            files.add(written);
        }
        execution.wrote(step, written);
    }
}

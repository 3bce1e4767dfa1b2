// SPDX-License-Identifier: EPL-2.0
package org.stillroom.test.nodes;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
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

/** {@link FakeContext} while a node runs. */
record FakeExecuteContext(FakeContext fake) implements ExecuteContext {

    @Override
    public String nodeId() {
        return fake.nodeId;
    }

    @Override
    public Parameters parameters() {
        return fake.parameters();
    }

    @Override
    public Optional<Settled> settled(String parameter) {
        return Optional.ofNullable(fake.settled.get(parameter));
    }

    @Override
    public <T> T input(String input, Class<T> valueClass) {
        return optionalInput(input, valueClass).orElseThrow();
    }

    @Override
    public <T> Optional<T> optionalInput(String input, Class<T> valueClass) {
        return Optional.ofNullable(valueClass.cast(fake.inputs.get(input)));
    }

    @Override
    public void output(String output, Object value) {
        fake.outputs.put(output, value);
    }

    @Override
    public ModelFolders models() {
        return fake.models;
    }

    @Override
    public String device() {
        return fake.device;
    }

    @Override
    public Optional<MemoryShare> memory() {
        return fake.memory;
    }

    @Override
    public Path outputFolder() {
        return fake.outputFolder;
    }

    @Override
    public Graph graph() {
        return fake.graph;
    }

    @Override
    public SortedSet<String> modelsUsed() {
        return fake.modelsUsed;
    }

    @Override
    public Path modelUsed(String name) throws NodeException {
        return fake.models.resolve("", name);
    }

    @Override
    public <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> make) {
        return type.cast(fake.shared.computeIfAbsent(type, key -> make.get()));
    }

    @Override
    public void checkCancelled() {
        if (--fake.checksBeforeCancel < 0) {
            throw new CancellationException("cancelled");
        }
    }

    @Override
    public void progress(long done, long total) {
        fake.progress.add(done + "/" + total);
        checkCancelled();
    }

    @Override
    public void progress(long done, long total, String words) {
        fake.words.add(words);
        progress(done, total);
    }

    @Override
    public void show(Shown shown) {
        fake.shown = Optional.of(shown);
    }

    @Override
    public void preview(Supplier<RgbImage> picture) {
        fake.previews.add(picture.get());
    }

    @Override
    public void wrote(Path file) {
        fake.written.add(file);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.diffusion;

import java.util.Optional;
import org.stillroom.nodes.contract.ConfigureContext;
import org.stillroom.nodes.contract.MissingModelException;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.NodeException;
import org.stillroom.nodes.contract.Parameters;
import org.stillroom.nodes.contract.Spec;

/** {@link FakeContext} while a node is configured. */
record FakeConfigureContext(FakeContext fake) implements ConfigureContext {

    @Override
    public Parameters parameters() {
        return fake.parameters();
    }

    @Override
    public boolean wired(String input) {
        return fake.wired(input);
    }

    @Override
    public <S extends Spec> Optional<S> input(String input, Class<S> spec) {
        return Optional.ofNullable(fake.inputSpecs.get(input)).filter(spec::isInstance).map(spec::cast);
    }

    @Override
    public void output(String output, Spec spec) {
        fake.specs.put(output, spec);
    }

    @Override
    public ModelFolders models() {
        return fake.models;
    }

    @Override
    public void error(String at, String message) {
        fake.errors.add(at + ": " + message);
    }

    @Override
    public void error(NodeException e) {
        error(e.at(), e.getMessage());
        if (e instanceof MissingModelException) {
            fake.missing.add(e.at() + ": " + e.getMessage());
        }
    }

    @Override
    public void warning(String at, String message) {
        fake.warnings.add(at + ": " + message);
    }
}

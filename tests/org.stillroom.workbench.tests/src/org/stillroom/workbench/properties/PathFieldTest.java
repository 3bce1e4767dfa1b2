// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.services.OfferedModel;
import org.stillroom.workbench.services.OfferedModel.Fit;

/** What is proposed where a model is typed. */
class PathFieldTest {

    private static final Parameter MODEL = Catalog.get().nodeType("org.stillroom.denoiser").orElseThrow()
            .parameter("model").orElseThrow();

    private final Shell shell = new Shell();
    private final PathField field = new PathField(shell, MODEL, new PathField.Names(parameter -> List.of(
            new OfferedModel("flux/transformer", "FLUX.1 dev transformer", "", Fit.YES),
            new OfferedModel("flux/vae", "VAE", "", Fit.NO),
            new OfferedModel("flux-cut", "FLUX.1 transformer", "It is cut.", Fit.YES),
            new OfferedModel("later", "", "", Fit.NOT_KNOWN_YET)), List::of, () -> Path.of("")),
            new ParameterField.Listener() {
                @Override
                public void typed() {}

                @Override
                public void chosen() {}
            });

    @AfterEach
    void close() {
        shell.dispose();
    }

    private List<String> proposals(String typed) {
        return Arrays.stream(field.proposals(typed)).map(IContentProposal::getContent).toList();
    }

    @Test
    void onlyWhatFitsIsProposed() {
        assertEquals(List.of("flux/transformer", "flux-cut", "later"), proposals(""));
        assertEquals(List.of("flux/transformer", "flux-cut"), proposals("Flux"));
        assertEquals(List.of(), proposals("vae"));
        field.control().setText("flux/vae");
        assertEquals("flux/vae", field.value().orElseThrow().asText(), "anything can be typed");
    }

    @Test
    void whatAModelIsStandsBesideItsProposal() {
        IContentProposal[] proposals = field.proposals("flux");
        assertEquals("FLUX.1 dev transformer", proposals[0].getDescription());
        assertEquals("FLUX.1 transformer. It is cut.", proposals[1].getDescription());
    }
}

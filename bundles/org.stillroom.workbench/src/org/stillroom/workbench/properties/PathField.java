// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.properties;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Text;
import org.stillroom.nodes.contract.Parameter;
import org.stillroom.workbench.services.ModelDialog;
import org.stillroom.workbench.services.OfferedModel;
import org.stillroom.workbench.services.OfferedModel.Fit;

/** A model, by its name in the model folders, or a file: typed with proposals, chosen from a list, or browsed for. */
final class PathField implements ParameterField {

    /** What a field is told by its section, each time anew. */
    record Names(Function<Parameter, List<OfferedModel>> models, Supplier<List<Path>> modelFolders,
            Supplier<Path> graphFolder) {}

    private final Parameter parameter;
    private final Names names;
    private final Listener listener;
    private final Text text;
    private final TypedText typing;

    PathField(Composite parent, Parameter parameter, Names names, Listener listener) {
        this.parameter = parameter;
        this.names = names;
        this.listener = listener;
        boolean model = parameter.kind() == Parameter.Kind.MODEL;
        Composite line = new Composite(parent, SWT.NONE);
        line.setBackground(parent.getBackground());
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(line);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(line);
        text = new Text(line, SWT.SINGLE | SWT.BORDER);
        // names of models are long, so their buttons stand below
        GridDataFactory.fillDefaults().grab(true, false).span(model ? 2 : 1, 1).hint(120, SWT.DEFAULT).applyTo(text);
        typing = new TypedText(text, listener, () -> { });
        if (model) {
            ContentProposalAdapter proposals = new ContentProposalAdapter(text, new TextContentAdapter(),
                    (typed, position) -> proposals(typed), null, null);
            proposals.setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_REPLACE);
            button(line, Messages.choose, Messages.chooseTip, this::choose);
        }
        button(line, Messages.browse, model ? Messages.browseModelTip : Messages.browseFileTip, this::browse);
    }

    @Override
    public Text control() {
        return text;
    }

    @Override
    public void show(Optional<JsonNode> value) {
        typing.show(value);
    }

    @Override
    public Optional<JsonNode> value() {
        return ParameterText.parse(parameter, text.getText());
    }

    /** Models that fit, with what they are beside them; others can be typed. */
    IContentProposal[] proposals(String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return names.models().apply(parameter).stream().filter(model -> model.fit() != Fit.NO
                && model.name().toLowerCase(Locale.ROOT).contains(wanted) && !model.name().equals(typed))
                .map(PathField::proposal).toArray(IContentProposal[]::new);
    }

    private static IContentProposal proposal(OfferedModel model) {
        String described = model.problem().isEmpty() ? model.summary()
                : NLS.bind(Messages.modelProblem, model.summary(), model.problem());
        return new ContentProposal(model.name(), model.name(), described.isEmpty() ? null : described);
    }

    private void choose() {
        ModelDialog.ask(text.getShell(), names.graphFolder().get(), parameter).ifPresent(this::take);
    }

    private void browse() {
        FileDialog dialog = new FileDialog(text.getShell(), SWT.OPEN);
        dialog.setText(parameter.label());
        boolean model = parameter.kind() == Parameter.Kind.MODEL;
        List<Path> folders = model ? names.modelFolders().get() : List.of(names.graphFolder().get());
        folders.stream().findFirst().ifPresent(folder -> dialog.setFilterPath(folder.toString()));
        String chosen = dialog.open();
        if (chosen != null) {
            Path file = Path.of(chosen);
            take(model ? ChosenPaths.model(file, folders) : ChosenPaths.file(file, names.graphFolder().get()));
        }
    }

    private void take(String name) {
        text.setText(name);
        listener.chosen();
    }

    private static void button(Composite parent, String label, String tip, Runnable action) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(label);
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.FILL).applyTo(button);
        button.setToolTipText(tip);
        button.addListener(SWT.Selection, event -> action.run());
    }
}

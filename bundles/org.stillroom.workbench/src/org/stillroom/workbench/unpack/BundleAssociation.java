// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.unpack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.core.runtime.content.IContentType;
import org.eclipse.ui.IEditorDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IEditorAssociationOverride;
import org.stillroom.nodes.pack.GraphBundle;
import org.stillroom.workbench.open.EditorFile;

/** Makes Eclipse open ZIP files that are bundles of graphs as such; others are opened as the workbench has it. */
public final class BundleAssociation implements IEditorAssociationOverride {

    @Override
    public IEditorDescriptor overrideDefaultEditor(IEditorInput input, IContentType type, IEditorDescriptor found) {
        return isBundle(input) ? ours().orElse(found) : found;
    }

    @Override
    public IEditorDescriptor overrideDefaultEditor(String name, IContentType type, IEditorDescriptor found) {
        return found;
    }

    @Override
    public IEditorDescriptor[] overrideEditors(IEditorInput input, IContentType type, IEditorDescriptor[] found) {
        Optional<IEditorDescriptor> ours = isBundle(input) ? ours() : Optional.empty();
        if (ours.isEmpty() || Arrays.asList(found).contains(ours.get())) {
            return found;
        }
        IEditorDescriptor[] more = Arrays.copyOf(found, found.length + 1);
        more[found.length] = ours.get();
        return more;
    }

    @Override
    public IEditorDescriptor[] overrideEditors(String name, IContentType type, IEditorDescriptor[] found) {
        return found;
    }

    private static boolean isBundle(IEditorInput input) {
        return input != null && input.getName().toLowerCase(Locale.ROOT).endsWith(".zip")
                && EditorFile.of(input).filter(file -> GraphBundle.is(file.path())).isPresent();
    }

    private static Optional<IEditorDescriptor> ours() {
        return Optional.ofNullable(PlatformUI.getWorkbench().getEditorRegistry().findEditor(BundleLauncher.ID));
    }
}

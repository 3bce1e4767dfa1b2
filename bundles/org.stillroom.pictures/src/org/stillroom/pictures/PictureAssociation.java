// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.core.runtime.content.IContentType;
import org.eclipse.ui.IEditorDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IEditorAssociationOverride;
import org.stillroom.diffusion.image.PngFiles;
import org.stillroom.workbench.open.EditorFile;

/**
 * Makes Eclipse open PNG files that carry a graph as that graph, also when they are dropped on the editor area. All
 * other pictures are shown, or opened as the workbench has it otherwise.
 */
public final class PictureAssociation implements IEditorAssociationOverride {

    /** Larger files are not looked into, since this holds up the user interface. */
    private static final long MOST_BYTES = 64L << 20;

    @Override
    public IEditorDescriptor overrideDefaultEditor(IEditorInput input, IContentType type, IEditorDescriptor found) {
        return carriesGraph(input) ? ours().orElse(found) : found;
    }

    @Override
    public IEditorDescriptor overrideDefaultEditor(String name, IContentType type, IEditorDescriptor found) {
        return found;
    }

    @Override
    public IEditorDescriptor[] overrideEditors(IEditorInput input, IContentType type, IEditorDescriptor[] found) {
        Optional<IEditorDescriptor> ours = carriesGraph(input) ? ours() : Optional.empty();
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

    private static boolean carriesGraph(IEditorInput input) {
        return input != null && input.getName().toLowerCase(Locale.ROOT).endsWith(".png")
                && EditorFile.of(input).filter(file -> carriesGraph(file.path())).isPresent();
    }

    static boolean carriesGraph(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES && PngFiles.graphOf(file).isPresent();
        } catch (IOException e) {
            // Not a whole PNG file; whoever opens it says so.
            return false;
        }
    }

    private static Optional<IEditorDescriptor> ours() {
        return Optional.ofNullable(PlatformUI.getWorkbench().getEditorRegistry().findEditor(PictureLauncher.ID));
    }
}

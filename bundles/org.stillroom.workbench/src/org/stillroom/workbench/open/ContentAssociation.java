// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.open;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.core.runtime.content.IContentType;
import org.eclipse.ui.IEditorDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IEditorAssociationOverride;

/** Makes Eclipse open some files of an ending, told by what is in them, in an editor of ours; all others as before. */
public abstract class ContentAssociation implements IEditorAssociationOverride {

    private final String ending;
    private final Predicate<Path> ours;
    private final String editor;

    /**
     * @param ending of the file's name, in lower case
     * @param ours whether a file is opened so; quickly, since it holds up the user interface
     * @param editor its id
     */
    protected ContentAssociation(String ending, Predicate<Path> ours, String editor) {
        this.ending = ending;
        this.ours = ours;
        this.editor = editor;
    }

    @Override
    public final IEditorDescriptor overrideDefaultEditor(IEditorInput input, IContentType type,
            IEditorDescriptor found) {
        return editor(input).orElse(found);
    }

    @Override
    public final IEditorDescriptor overrideDefaultEditor(String name, IContentType type, IEditorDescriptor found) {
        return found;
    }

    @Override
    public final IEditorDescriptor[] overrideEditors(IEditorInput input, IContentType type,
            IEditorDescriptor[] found) {
        Optional<IEditorDescriptor> one = editor(input);
        if (one.isEmpty() || Arrays.asList(found).contains(one.get())) {
            return found;
        }
        IEditorDescriptor[] more = Arrays.copyOf(found, found.length + 1);
        more[found.length] = one.get();
        return more;
    }

    @Override
    public final IEditorDescriptor[] overrideEditors(String name, IContentType type, IEditorDescriptor[] found) {
        return found;
    }

    private Optional<IEditorDescriptor> editor(IEditorInput input) {
        boolean meant = input != null && input.getName().toLowerCase(Locale.ROOT).endsWith(ending)
                && EditorFile.of(input).filter(file -> ours.test(file.path())).isPresent();
        return meant ? Optional.ofNullable(PlatformUI.getWorkbench().getEditorRegistry().findEditor(editor))
                : Optional.empty();
    }
}

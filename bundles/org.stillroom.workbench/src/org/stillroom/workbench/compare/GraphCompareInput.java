// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.compare.CompareConfiguration;
import org.eclipse.compare.CompareEditorInput;
import org.eclipse.compare.IStreamContentAccessor;
import org.eclipse.compare.ITypedElement;
import org.eclipse.compare.structuremergeviewer.DiffNode;
import org.eclipse.compare.structuremergeviewer.Differencer;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Image;

/** Two graph files to compare, inside the workspace or not. */
final class GraphCompareInput extends CompareEditorInput {

    private final Path left;
    private final Path right;

    GraphCompareInput(Path left, Path right) {
        super(configuration(left, right));
        this.left = left;
        this.right = right;
        setTitle(NLS.bind(Messages.GraphCompareInput_title, left.getFileName(), right.getFileName()));
    }

    private static CompareConfiguration configuration(Path left, Path right) {
        CompareConfiguration configuration = new CompareConfiguration();
        boolean sameName = left.getFileName().equals(right.getFileName());
        configuration.setLeftLabel((sameName ? left : left.getFileName()).toString());
        configuration.setRightLabel((sameName ? right : right.getFileName()).toString());
        configuration.setLeftEditable(false);
        configuration.setRightEditable(false);
        return configuration;
    }

    @Override
    protected Object prepareInput(IProgressMonitor monitor) {
        return new DiffNode(null, Differencer.CHANGE, null, new FileElement(left), new FileElement(right));
    }

    /** @param file on the local disk */
    private record FileElement(Path file) implements ITypedElement, IStreamContentAccessor {

        @Override
        public String getName() {
            return file.getFileName().toString();
        }

        @Override
        public Image getImage() {
            return null;
        }

        @Override
        public String getType() {
            return "stillroom";
        }

        @Override
        public InputStream getContents() throws CoreException {
            try {
                return Files.newInputStream(file);
            } catch (IOException e) {
                throw new CoreException(Status.error(e.getMessage(), e));
            }
        }
    }
}

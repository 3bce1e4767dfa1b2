// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import org.eclipse.core.runtime.CoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests with editors have in common: a fixture each, that closes its editors and deletes its files at the end. */
public abstract class EditorTestBase {

    protected EditorFixture fixture;

    @BeforeEach
    public final void makeFixture() throws CoreException {
        fixture = new EditorFixture();
    }

    @AfterEach
    public final void closeFixture() throws CoreException {
        fixture.close();
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillroom.workbench.fixture.WorkbenchFixture.page;
import static org.stillroom.workbench.fixture.WorkbenchFixture.path;
import static org.stillroom.workbench.fixture.WorkbenchFixture.seen;
import static org.stillroom.workbench.fixture.WorkbenchFixture.settle;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.jface.action.IAction;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.ide.IDE;
import org.junit.jupiter.api.Test;
import org.stillroom.workbench.editor.EditorTestBase;
import org.stillroom.workbench.fixture.Screenshot;

/** Tables in files, in the window. */
class TableEditorTest extends EditorTestBase {

    private static final String TABLE = "encoder,quality,count\nlarge,0.98,10\nsmall,0.9,9\n\"naive, too\",0.5,100\n";

    private TableEditor open(IFile file) throws Exception {
        IEditorPart editor = IDE.openEditor(page(), file);
        settle();
        return assertInstanceOf(TableEditor.class, editor, "CSV files open as tables");
    }

    private static Optional<Table> table() {
        return seen().stream().filter(Table.class::isInstance).map(Table.class::cast)
                .filter(table -> table.getColumnCount() > 0).findFirst();
    }

    private static List<String> column(int index) {
        Table table = table().orElseThrow();
        return Arrays.stream(table.getItems()).map(item -> item.getText(index)).toList();
    }

    private static boolean says(String words) {
        return seen().stream().anyMatch(control -> control instanceof Label label && label.getText().contains(words));
    }

    @Test
    void showsTheRowsAndSortsThemByAColumn() throws Exception {
        TableEditor editor = open(fixture.file("numbers.csv", TABLE));
        assertEquals(List.of("large", "small", "naive, too"), column(0));
        TableColumn count = table().orElseThrow().getColumn(2);
        assertEquals("count", count.getText());
        assertEquals(SWT.RIGHT, count.getAlignment(), "numbers are read from their right end");
        count.notifyListeners(SWT.Selection, new Event());
        settle();
        assertEquals(List.of("9", "10", "100"), column(2));
        count.notifyListeners(SWT.Selection, new Event());
        settle();
        assertEquals(List.of("100", "10", "9"), column(2));
        assertEquals(List.of("naive, too", "large", "small"), column(0));
        assertFalse(editor.isDirty());
        assertFalse(editor.isSaveAsAllowed());
        Screenshot.of(page().getWorkbenchWindow().getShell(), "table-editor");
    }

    @Test
    void copiesTheSelectedRows() throws Exception {
        TableEditor editor = open(fixture.file("numbers.csv", TABLE));
        table().orElseThrow().setSelection(new int[] {0, 2});
        IAction copy = ((IEditorSite) editor.getSite()).getActionBars()
                .getGlobalActionHandler(ActionFactory.COPY.getId());
        copy.run();
        Clipboard clipboard = new Clipboard(Display.getCurrent());
        assertEquals("large\t0.98\t10\nnaive, too\t0.5\t100", clipboard.getContents(TextTransfer.getInstance()));
        clipboard.dispose();
    }

    @Test
    void whatIsWrittenAnewIsShownAnew() throws Exception {
        IFile file = fixture.file("numbers.csv", TABLE);
        TableEditor editor = open(file);
        Files.writeString(path(file), "a;b;c;d\n1;2;3;4\n");
        Files.setLastModifiedTime(path(file), FileTime.from(Instant.now().plusSeconds(10)));
        editor.setFocus();
        settle();
        assertEquals(List.of("4"), column(3));
    }

    @Test
    void aFileThatIsGoneIsSaidToBe() throws Exception {
        IFile file = fixture.file("numbers.csv", TABLE);
        TableEditor editor = open(file);
        Files.delete(path(file));
        editor.setFocus();
        settle();
        assertTrue(table().isEmpty());
        assertTrue(says("it is not there any more"));
        Files.writeString(path(file), TABLE);
        editor.setFocus();
        settle();
        assertEquals(3, column(0).size());
    }

    @Test
    void whatIsNoTableIsSaidToBeNone() throws Exception {
        open(fixture.file("picture.csv", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"));
        assertTrue(table().isEmpty());
        assertTrue(says("picture.csv cannot be shown as a table: it is no text."));
        page().closeAllEditors(false);
        open(fixture.file("wide.csv", ",".repeat(100_000)));
        assertTrue(says("100001 columns") || says("100,001 columns"));
        page().closeAllEditors(false);
        open(fixture.file("empty.tsv", ""));
        assertFalse(says("cannot be shown"));
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.junit.jupiter.api.Test;

class ShortcutsTest {

    @Test
    void noKeyMeansTwoThings() {
        List<KeyStroke> keys = new ArrayList<>();
        for (CanvasCommand command : CanvasCommand.values()) {
            keys.addAll(command.keys());
        }
        assertEquals(new HashSet<>(keys).size(), keys.size());
    }

    @Test
    void idsAreStableAndWordsThere() {
        assertEquals("org.stillroom.editor.deleteHeal", CanvasCommand.DELETE_HEAL.id());
        assertEquals("org.stillroom.editor.undo", CanvasCommand.UNDO.id());
        for (CanvasCommand command : CanvasCommand.values()) {
            assertFalse(command.label().contains("NLS missing"), command.name());
            assertFalse(command.tooltip().contains("NLS missing"), command.name());
            assertTrue(command.tooltip().endsWith("."), command.tooltip());
        }
    }

    @Test
    void tableHasEveryKey() {
        assertEquals(Arrays.stream(CanvasCommand.values()).filter(command -> !command.keys().isEmpty()).count(),
                Shortcuts.rows().size());
        Shortcuts.Row heal = Shortcuts.rows().stream().filter(row -> row.command().equals("Delete and heal wires"))
                .findFirst().orElseThrow();
        assertEquals("Ctrl+Delete", heal.keys());
        assertTrue(Shortcuts.html().contains("<td>Ctrl+Delete</td>"));
    }

    @Test
    void pressedKeysAreFound() {
        assertEquals(Optional.of(CanvasCommand.MUTE), Shortcuts.of(key(SWT.CTRL, 'm', 'M' & 0x1F)));
        assertEquals(Optional.of(CanvasCommand.PASTE_WIRED), Shortcuts.of(key(SWT.CTRL | SWT.SHIFT, 'v', 'V' & 0x1F)));
        assertEquals(Optional.of(CanvasCommand.DELETE), Shortcuts.of(key(0, SWT.DEL, SWT.DEL)));
        assertEquals(Optional.of(CanvasCommand.DELETE_HEAL), Shortcuts.of(key(SWT.CTRL, SWT.DEL, SWT.DEL)));
        assertEquals(Optional.of(CanvasCommand.ZOOM_FIT), Shortcuts.of(key(0, 'f', 'f')));
        assertEquals(Optional.of(CanvasCommand.ZOOM_SELECTION), Shortcuts.of(key(SWT.SHIFT, 'f', 'F')));
        assertEquals(Optional.of(CanvasCommand.INSERT_NODE), Shortcuts.of(key(0, ' ', ' ')));
        assertEquals(Optional.of(CanvasCommand.INSERT_INTO_WIRE), Shortcuts.of(key(SWT.SHIFT, ' ', ' ')));
        assertEquals(Optional.of(CanvasCommand.ZOOM_IN), Shortcuts.of(key(SWT.CTRL | SWT.SHIFT, '=', '+')));
        assertEquals(Optional.of(CanvasCommand.ZOOM_IN), Shortcuts.of(key(SWT.CTRL, '+', '+')));
        assertEquals(Optional.of(CanvasCommand.RENAME), Shortcuts.of(key(0, SWT.F2, '\0')));
        assertEquals(Optional.of(CanvasCommand.ALIGN_LEFT),
                Shortcuts.of(key(SWT.SHIFT | SWT.ALT, SWT.ARROW_LEFT, '\0')));
        assertEquals(Optional.empty(), Shortcuts.of(key(0, 'q', 'q')));
        assertEquals(Optional.empty(), Shortcuts.of(key(0, SWT.SHIFT, '\0')));
    }

    @Test
    void bareKeysAreThoseThatATextFieldWants() {
        assertTrue(CanvasCommand.INSERT_NODE.hasBareKey());
        assertTrue(CanvasCommand.ZOOM_FIT.hasBareKey());
        assertTrue(CanvasCommand.ZOOM_SELECTION.hasBareKey());
        assertFalse(CanvasCommand.MUTE.hasBareKey());
        assertFalse(CanvasCommand.DELETE.hasBareKey());
        assertFalse(CanvasCommand.RENAME.hasBareKey());
    }

    private static Event key(int modifiers, int code, int character) {
        Event event = new Event();
        event.type = SWT.KeyDown;
        event.stateMask = modifiers;
        event.keyCode = code;
        event.character = (char) character;
        return event;
    }
}

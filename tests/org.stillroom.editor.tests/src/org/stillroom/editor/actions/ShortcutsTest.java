// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ShortcutsTest {

    /** What Eclipse's own binding of a key is called where it means the same as ours. */
    private static final Map<CanvasCommand, Set<String>> SAME = Map.ofEntries(
            Map.entry(CanvasCommand.UNDO, Set.of("org.eclipse.ui.edit.undo")),
            Map.entry(CanvasCommand.REDO, Set.of("org.eclipse.ui.edit.redo")),
            Map.entry(CanvasCommand.CUT, Set.of("org.eclipse.ui.edit.cut")),
            Map.entry(CanvasCommand.COPY, Set.of("org.eclipse.ui.edit.copy")),
            Map.entry(CanvasCommand.PASTE, Set.of("org.eclipse.ui.edit.paste")),
            Map.entry(CanvasCommand.DELETE, Set.of("org.eclipse.ui.edit.delete")),
            Map.entry(CanvasCommand.SELECT_ALL, Set.of("org.eclipse.ui.edit.selectAll")),
            Map.entry(CanvasCommand.RENAME, Set.of("org.eclipse.ui.edit.rename")),
            Map.entry(CanvasCommand.ZOOM_IN, Set.of("org.eclipse.ui.edit.text.zoomIn")),
            Map.entry(CanvasCommand.ZOOM_OUT, Set.of("org.eclipse.ui.edit.text.zoomOut")));

    /** Taken from Eclipse on purpose; see {@link CanvasCommand}. */
    private static final Set<CanvasCommand> TAKEN =
            EnumSet.of(CanvasCommand.MUTE, CanvasCommand.BYPASS, CanvasCommand.ARRANGE);

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
    void eclipsesGlobalKeysAreLeftAloneButForThree() throws Exception {
        Map<KeyStroke, Set<String>> global = globalKeys();
        assertTrue(global.size() > 50, "Eclipse's plug-ins are on the class path");
        Map<CanvasCommand, Set<String>> conflicts = new TreeMap<>();
        for (CanvasCommand command : CanvasCommand.values()) {
            for (KeyStroke key : command.keys()) {
                Set<String> others = new HashSet<>(global.getOrDefault(key, Set.of()));
                others.removeAll(SAME.getOrDefault(command, Set.of()));
                if (!others.isEmpty()) {
                    conflicts.put(command, others);
                }
            }
        }
        assertEquals(TAKEN, conflicts.keySet(), conflicts.toString());
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

    /** Keys that work everywhere in Eclipse, from the plugin.xml files of the platform. */
    private static Map<KeyStroke, Set<String>> globalKeys() throws Exception {
        Map<KeyStroke, Set<String>> keys = new HashMap<>();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        for (URL url : Collections.list(ShortcutsTest.class.getClassLoader().getResources("plugin.xml"))) {
            NodeList bindings = factory.newDocumentBuilder().parse(url.toString()).getElementsByTagName("key");
            for (int i = 0; i < bindings.getLength(); i++) {
                Element binding = (Element) bindings.item(i);
                String context = binding.getAttribute("contextId");
                boolean everywhere = context.isEmpty() || context.equals("org.eclipse.ui.contexts.window")
                        || context.equals("org.eclipse.ui.contexts.dialogAndWindow");
                everywhere &= binding.getAttribute("schemeId").endsWith("defaultAcceleratorConfiguration");
                String command = binding.getAttribute("commandId");
                String platform = binding.getAttribute("platform");
                if (everywhere && !command.isEmpty() && (platform.isEmpty() || platform.equals("gtk"))
                        && !command.startsWith("org.stillroom.")) {
                    KeySequence sequence = KeySequence.getInstance(binding.getAttribute("sequence"));
                    if (sequence.getKeyStrokes().length == 1) {
                        keys.computeIfAbsent(sequence.getKeyStrokes()[0], key -> new HashSet<>()).add(command);
                    }
                }
            }
        }
        return keys;
    }
}

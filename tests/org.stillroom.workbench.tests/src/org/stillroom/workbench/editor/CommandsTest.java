// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.swt.SWT;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillroom.editor.actions.CanvasCommand;
import org.stillroom.graph.Node;

/** The canvas's commands as the workbench's: plugin.xml says the same as their list. */
class CommandsTest {

    private static final String CONTEXT = "org.stillroom.workbench.canvasContext";

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
            Map.entry(CanvasCommand.FIND, Set.of("org.eclipse.ui.edit.findReplace")),
            Map.entry(CanvasCommand.NEXT_CONFLICT, Set.of("org.eclipse.ui.navigate.next")),
            Map.entry(CanvasCommand.PREVIOUS_CONFLICT, Set.of("org.eclipse.ui.navigate.previous")),
            Map.entry(CanvasCommand.ZOOM_IN, Set.of("org.eclipse.ui.edit.text.zoomIn", "org.eclipse.gef.zoom_in")),
            Map.entry(CanvasCommand.ZOOM_OUT,
                    Set.of("org.eclipse.ui.edit.text.zoomOut", "org.eclipse.gef.zoom_out")));

    /** Taken from Eclipse on purpose; see {@link CanvasCommand}. */
    private static final Set<CanvasCommand> TAKEN = EnumSet.of(CanvasCommand.MUTE, CanvasCommand.BYPASS);

    @ParameterizedTest
    @EnumSource(CanvasCommand.class)
    void hasACommandWithItsKeys(CanvasCommand command) throws Exception {
        if (command.workbenchId().isPresent()) {
            return;
        }
        Command found = PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(command.id());
        assertTrue(found.isDefined());
        assertEquals(command.label().replace("&", ""), found.getName());
        assertEquals(command.tooltip(), found.getDescription());
        Set<String> wanted = command.keys().stream().filter(key -> !bare(key)).map(KeyStroke::format)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> bound = Arrays.stream(PlatformUI.getWorkbench().getService(IBindingService.class).getBindings())
                .filter(binding -> CONTEXT.equals(binding.getContextId()) && binding.getParameterizedCommand() != null
                        && binding.getParameterizedCommand().getId().equals(command.id()))
                .map(Binding::getTriggerSequence).map(Object::toString)
                .map(CommandsTest::format).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(wanted, bound);
    }

    @Test
    void eclipsesGlobalKeysAreLeftAloneButForTwo() {
        Map<KeyStroke, Set<String>> global = globalKeys();
        assertTrue(global.size() > 50, global.toString());
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

    @ParameterizedTest
    @EnumSource(names = {"UNDO", "REDO", "CUT", "COPY", "PASTE", "SELECT_ALL", "DELETE"})
    void namesTheKeyThatTheEditMenuNames(CanvasCommand command) {
        String id = "org.eclipse.ui.edit." + command.workbenchId().orElseThrow();
        assertEquals(PlatformUI.getWorkbench().getService(IBindingService.class)
                .getBestActiveBindingFormattedFor(id), command.key());
    }

    @Test
    void listensToKeysOnlyOnTheCanvas() throws Exception {
        IContextService contexts = PlatformUI.getWorkbench().getService(IContextService.class);
        try (EditorFixture fixture = new EditorFixture()) {
            GraphEditor editor = fixture.open(fixture.example());
            editor.setFocus();
            EditorFixture.await("the canvas has the focus", () -> contexts.getActiveContextIds().contains(CONTEXT));
            EditorFixture.page().showView("org.eclipse.ui.views.PropertySheet");
            EditorFixture.await("the view has the focus", () -> !contexts.getActiveContextIds().contains(CONTEXT));
            assertEquals(Node.Mode.ACTIVE, EditorFixture.graph(editor).nodes().get("prompt").mode());
            assertFalse(editor.isDirty());
        }
    }

    /** Keys that work everywhere in Eclipse, by what it is that they do. */
    private static Map<KeyStroke, Set<String>> globalKeys() {
        Map<KeyStroke, Set<String>> keys = new HashMap<>();
        for (Binding binding : PlatformUI.getWorkbench().getService(IBindingService.class).getBindings()) {
            boolean everywhere = Set.of(IContextService.CONTEXT_ID_WINDOW, IContextService.CONTEXT_ID_DIALOG_AND_WINDOW)
                    .contains(binding.getContextId());
            boolean here = binding.getPlatform() == null || binding.getPlatform().equals("gtk");
            ParameterizedCommand command = binding.getParameterizedCommand();
            if (everywhere && here && command != null && !command.getId().startsWith("org.stillroom.")
                    && binding.getSchemeId().equals(IBindingService.DEFAULT_DEFAULT_ACTIVE_SCHEME_ID)
                    && binding.getTriggerSequence() instanceof KeySequence sequence
                    && sequence.getKeyStrokes().length == 1) {
                keys.computeIfAbsent(sequence.getKeyStrokes()[0], key -> new HashSet<>()).add(command.getId());
            }
        }
        return keys;
    }

    private static boolean bare(KeyStroke key) {
        return (key.getModifierKeys() & ~SWT.SHIFT) == 0 && key.getNaturalKey() >= ' ' && key.getNaturalKey() < SWT.DEL;
    }

    private static String format(String sequence) {
        try {
            return KeyStroke.getInstance(sequence).format();
        } catch (ParseException e) {
            throw new IllegalArgumentException(sequence, e);
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.jface.bindings.keys.formatting.IKeyFormatter;
import org.eclipse.jface.bindings.keys.formatting.NativeKeyFormatter;
import org.eclipse.jface.util.Util;
import org.eclipse.swt.SWT;

/**
 * What can be done on the canvas, with its words and keys. Menus, key bindings and the help's table of shortcuts are
 * made from this one list.
 *
 * <p>Ctrl+M and Ctrl+B also belong to Eclipse (maximize, build all). Node editors have used them for mute and bypass
 * for so long that they are taken here, but only while the canvas has the focus: in the workbench by bindings in a
 * context of the canvas's own. All other keys are free in Eclipse's default scheme or mean the same there.
 */
public enum CanvasCommand {

    UNDO(Group.HISTORY, Messages.undo, Messages.undoTip, "undo", "M1+Z"),
    REDO(Group.HISTORY, Messages.redo, Messages.redoTip, "redo", redoKeys()),

    NEXT_CONFLICT(Group.CONFLICT, Messages.nextConflict, Messages.nextConflictTip, "", "M1+."),
    PREVIOUS_CONFLICT(Group.CONFLICT, Messages.previousConflict, Messages.previousConflictTip, "", "M1+,"),
    TAKE_MINE(Group.CONFLICT, Messages.takeMine, Messages.takeMineTip, "", "M3+M"),
    TAKE_THEIRS(Group.CONFLICT, Messages.takeTheirs, Messages.takeTheirsTip, "", "M3+T"),
    TAKE_BEFORE(Group.CONFLICT, Messages.takeBefore, Messages.takeBeforeTip, "", "M3+B"),
    KEEP_AS_IS(Group.CONFLICT, Messages.keepAsIs, Messages.keepAsIsTip, "", "M3+K"),

    INSERT_NODE(Group.ADD, Messages.insertNode, Messages.insertNodeTip, "", "SPACE"),
    INSERT_INTO_WIRE(Group.ADD, Messages.insertIntoWire, Messages.insertIntoWireTip, "", "M2+SPACE"),
    ADD_REROUTE(Group.ADD, Messages.addReroute, Messages.addRerouteTip, "", "R"),
    ADD_NOTE(Group.ADD, Messages.addNote, Messages.addNoteTip, "", "N"),
    GROUP(Group.ADD, Messages.group, Messages.groupTip, "", "M1+G"),

    WIRE(Group.WIRE, Messages.wire, Messages.wireTip, "", "W"),
    MOVE_WIRE_START(Group.WIRE, Messages.moveWireStart, Messages.moveWireStartTip, "", "M2+W"),
    TO_PORTS(Group.WIRE, Messages.toPorts, Messages.toPortsTip, "", "M3+ARROW_DOWN"),
    TO_WIRES(Group.WIRE, Messages.toWires, Messages.toWiresTip, "", "/"),
    TO_NODE(Group.WIRE, Messages.toNode, Messages.toNodeTip, "", "M3+ARROW_UP"),

    CUT(Group.CLIPBOARD, Messages.cut, Messages.cutTip, "cut", "M1+X"),
    COPY(Group.CLIPBOARD, Messages.copy, Messages.copyTip, "copy", "M1+C"),
    PASTE(Group.CLIPBOARD, Messages.paste, Messages.pasteTip, "paste", "M1+V"),
    PASTE_WIRED(Group.CLIPBOARD, Messages.pasteWired, Messages.pasteWiredTip, "", "M1+M2+V"),
    DUPLICATE(Group.CLIPBOARD, Messages.duplicate, Messages.duplicateTip, "", "M1+D"),
    DUPLICATE_WIRED(Group.CLIPBOARD, Messages.duplicateWired, Messages.duplicateWiredTip, "", "M1+M2+D"),
    DELETE(Group.CLIPBOARD, Messages.delete, Messages.deleteTip, "delete", "DEL"),
    DELETE_HEAL(Group.CLIPBOARD, Messages.deleteHeal, Messages.deleteHealTip, "", "M1+DEL"),
    SELECT_ALL(Group.CLIPBOARD, Messages.selectAll, Messages.selectAllTip, "selectAll", "M1+A"),

    MUTE(Group.NODE, Messages.mute, Messages.muteTip, "", "M1+M"),
    BYPASS(Group.NODE, Messages.bypass, Messages.bypassTip, "", "M1+B"),
    COLLAPSE(Group.NODE, Messages.collapse, Messages.collapseTip, "", "M3+C"),
    RENAME(Group.NODE, Messages.rename, Messages.renameTip, "rename", "F2"),

    ARRANGE(Group.ARRANGE, Messages.arrange, Messages.arrangeTip, "", "M2+M3+L"),
    SNAP(Group.ARRANGE, Messages.snap, Messages.snapTip, "", "M3+G"),
    ALIGN_LEFT(Group.ALIGN, Messages.alignLeft, Messages.alignTip, "", "M2+M3+ARROW_LEFT"),
    ALIGN_CENTER(Group.ALIGN, Messages.alignCenter, Messages.alignTip, ""),
    ALIGN_RIGHT(Group.ALIGN, Messages.alignRight, Messages.alignTip, "", "M2+M3+ARROW_RIGHT"),
    ALIGN_TOP(Group.ALIGN, Messages.alignTop, Messages.alignTip, "", "M2+M3+ARROW_UP"),
    ALIGN_MIDDLE(Group.ALIGN, Messages.alignMiddle, Messages.alignTip, ""),
    ALIGN_BOTTOM(Group.ALIGN, Messages.alignBottom, Messages.alignTip, "", "M2+M3+ARROW_DOWN"),
    DISTRIBUTE_HORIZONTALLY(Group.ALIGN, Messages.distributeHorizontally, Messages.distributeTip, ""),
    DISTRIBUTE_VERTICALLY(Group.ALIGN, Messages.distributeVertically, Messages.distributeTip, ""),

    FIND(Group.VIEW, Messages.find, Messages.findTip, "find", "M1+F"),
    ZOOM_IN(Group.VIEW, Messages.zoomIn, Messages.zoomInTip, "", "M1+=", "M1++", "M1+NUMPAD_ADD"),
    ZOOM_OUT(Group.VIEW, Messages.zoomOut, Messages.zoomOutTip, "", "M1+-", "M1+NUMPAD_SUBTRACT"),
    ZOOM_ORIGINAL(Group.VIEW, Messages.zoomOriginal, Messages.zoomOriginalTip, "", "M1+0", "M1+NUMPAD_0"),
    ZOOM_FIT(Group.VIEW, Messages.zoomFit, Messages.zoomFitTip, "", "F"),
    ZOOM_SELECTION(Group.VIEW, Messages.zoomSelection, Messages.zoomSelectionTip, "", "M2+F"),

    EXPORT(Group.FILE, Messages.export, Messages.exportTip, "");

    /** Commands that stand together in menus. */
    public enum Group {
        HISTORY(Messages.groupHistory),
        CONFLICT(Messages.groupConflict),
        ADD(Messages.groupAdd),
        WIRE(Messages.groupWire),
        CLIPBOARD(Messages.groupClipboard),
        NODE(Messages.groupNode),
        ARRANGE(Messages.groupArrange),
        ALIGN(Messages.groupAlign),
        VIEW(Messages.groupView),
        FILE(Messages.groupFile);

        private final String label;

        Group(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** As the platform writes keys, with or without a workbench. */
    static final IKeyFormatter NATIVE = new NativeKeyFormatter();

    /** Space also pans while it is held, and the others are the canvas's as the arrow keys are. */
    private static final Set<String> OF_CANVAS = Set.of("INSERT_NODE", "WIRE", "MOVE_WIRE_START", "TO_PORTS",
            "TO_WIRES", "TO_NODE");

    private static final String PREFIX = "org.stillroom.editor.";

    private final Group group;
    private final String label;
    private final String tooltip;
    private final String workbenchId;
    private final List<KeyStroke> keys;

    CanvasCommand(Group group, String label, String tooltip, String workbenchId, String... keys) {
        this.group = group;
        this.label = label;
        this.tooltip = tooltip;
        this.workbenchId = workbenchId;
        this.keys = Arrays.stream(keys).map(CanvasCommand::stroke).toList();
    }

    /** The first is the one that Eclipse binds on this platform, so that the Edit menu names the same. */
    private static String[] redoKeys() {
        return Util.isGtk() || Util.isMac() ? new String[] {"M1+M2+Z", "M1+Y"} : new String[] {"M1+Y", "M1+M2+Z"};
    }

    private static KeyStroke stroke(String key) {
        try {
            return KeyStroke.getInstance(key);
        } catch (ParseException e) {
            throw new IllegalArgumentException("no key: " + key, e);
        }
    }

    /** Stable id of the action, such as {@code org.stillroom.editor.deleteHeal}. */
    public String id() {
        StringBuilder id = new StringBuilder(PREFIX);
        for (String word : name().split("_")) {
            String lower = word.toLowerCase(Locale.ROOT);
            id.append(id.length() == PREFIX.length() ? lower : word.charAt(0) + lower.substring(1));
        }
        return id.toString();
    }

    public Group group() {
        return group;
    }

    public String label() {
        return label;
    }

    /** A sentence on what happens. */
    public String tooltip() {
        return tooltip;
    }

    /** Name of the workbench's own action that this one takes the place of, such as {@code copy}. */
    public Optional<String> workbenchId() {
        return workbenchId.isEmpty() ? Optional.empty() : Optional.of(workbenchId);
    }

    /** Keys that run it; the first is the one to show. */
    public List<KeyStroke> keys() {
        return keys;
    }

    /** The key to show, as the platform writes it, such as {@code Ctrl+D}; empty if it has none. */
    public String key() {
        return keys.isEmpty() ? "" : NATIVE.format(keys.get(0));
    }

    /** Whether the canvas itself listens to its keys. */
    boolean isOfCanvas() {
        return OF_CANVAS.contains(name());
    }

    /**
     * Whether a key without Ctrl or Alt runs it. Such keys are texts in a text field, so they can be no key bindings of
     * a workbench and are left to the canvas.
     */
    public boolean hasBareKey() {
        return keys.stream().anyMatch(key -> (key.getModifierKeys() & ~SWT.SHIFT) == 0
                && key.getNaturalKey() >= ' ' && key.getNaturalKey() < SWT.DEL);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.actions;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String addNote;
    public static String addNoteTip;
    public static String addReroute;
    public static String addRerouteTip;
    public static String alignBottom;
    public static String alignCenter;
    public static String alignLeft;
    public static String alignMiddle;
    public static String alignRight;
    public static String alignTip;
    public static String alignTop;
    public static String arrange;
    public static String arrangeTip;
    public static String arranging;
    public static String bypass;
    public static String bypassTip;
    public static String collapse;
    public static String collapseTip;
    public static String copy;
    public static String copyTip;
    public static String cut;
    public static String cutTip;
    public static String delete;
    public static String deleteHeal;
    public static String deleteHealTip;
    public static String deleteTip;
    public static String distributeHorizontally;
    public static String distributeTip;
    public static String distributeVertically;
    public static String duplicate;
    public static String duplicateTip;
    public static String duplicateWired;
    public static String duplicateWiredTip;
    public static String export;
    public static String exportFailed;
    public static String exportFailedTitle;
    public static String exportPng;
    public static String exportSvg;
    public static String exportTip;
    public static String find;
    public static String findTip;
    public static String frameTitle;
    public static String group;
    public static String groupAdd;
    public static String groupAlign;
    public static String groupArrange;
    public static String groupClipboard;
    public static String groupConflict;
    public static String groupFile;
    public static String groupHistory;
    public static String groupNode;
    public static String groupTip;
    public static String groupView;
    public static String groupWire;
    public static String insertIntoWire;
    public static String insertIntoWireTip;
    public static String insertNode;
    public static String insertNodeTip;
    public static String keepAsIs;
    public static String keepAsIsTip;
    public static String moveWireStart;
    public static String moveWireStartTip;
    public static String mute;
    public static String muteTip;
    public static String newNote;
    public static String nextConflict;
    public static String nextConflictTip;
    public static String paste;
    public static String pasteFailedTitle;
    public static String pasteTip;
    public static String pasteWired;
    public static String pasteWiredTip;
    public static String previousConflict;
    public static String previousConflictTip;
    public static String redo;
    public static String redoNamed;
    public static String redoTip;
    public static String rename;
    public static String renameFrame;
    public static String renameNode;
    public static String renameTip;
    public static String renameTitle;
    public static String selectAll;
    public static String selectAllTip;
    public static String shortcutColumns;
    public static String snap;
    public static String snapTip;
    public static String takeBefore;
    public static String takeBeforeTip;
    public static String takeMine;
    public static String takeMineTip;
    public static String takeTheirs;
    public static String takeTheirsTip;
    public static String toNode;
    public static String toNodeTip;
    public static String toPorts;
    public static String toPortsTip;
    public static String toWires;
    public static String toWiresTip;
    public static String undo;
    public static String undoNamed;
    public static String undoTip;
    public static String wire;
    public static String wireTip;
    public static String zoomFit;
    public static String zoomFitTip;
    public static String zoomIn;
    public static String zoomInTip;
    public static String zoomOriginal;
    public static String zoomOriginalTip;
    public static String zoomOut;
    public static String zoomOutTip;
    public static String zoomSelection;
    public static String zoomSelectionTip;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {}
}

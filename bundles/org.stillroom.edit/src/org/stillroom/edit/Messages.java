// SPDX-License-Identifier: EPL-2.0
package org.stillroom.edit;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String add;
    public static String addAtWire;
    public static String alignItems;
    public static String clipEmpty;
    public static String clipNoGraph;
    public static String collapse;
    public static String connect;
    public static String cycle;
    public static String delete;
    public static String deleteHealing;
    public static String deleteMany;
    public static String deleteManyHealing;
    public static String disconnect;
    public static String distributeItems;
    public static String duplicate;
    public static String duplicateMany;
    public static String editNote;
    public static String expand;
    public static String fixActivate;
    public static String fixAdd;
    public static String fixBase;
    public static String fixClamp;
    public static String fixCut;
    public static String fixDeleteNode;
    public static String fixInsert;
    public static String fixMute;
    public static String fixOurs;
    public static String fixRemoveParameter;
    public static String fixRemoveWire;
    public static String fixReset;
    public static String fixTheirs;
    public static String fixWire;
    public static String frameAdd;
    public static String frameColor;
    public static String frameFound;
    public static String frameTitle;
    public static String idInvalid;
    public static String idTaken;
    public static String insert;
    public static String insertExisting;
    public static String modeActive;
    public static String modeBypass;
    public static String modeMute;
    public static String moveMany;
    public static String moveOne;
    public static String noBridge;
    public static String noInput;
    public static String noInputButOutput;
    public static String noNode;
    public static String noOutput;
    public static String noOutputButInput;
    public static String noteAdd;
    public static String noteFound;
    public static String parameter;
    public static String parameters;
    public static String paste;
    public static String pasteMany;
    public static String rename;
    public static String rerouteAdd;
    public static String rerouteMove;
    public static String rerouteRemove;
    public static String resize;
    public static String rewire;
    public static String sameNode;
    public static String settleBase;
    public static String settleKeep;
    public static String settleMany;
    public static String settleOurs;
    public static String settleTheirs;
    public static String snapItems;
    public static String typeBridge;
    public static String typeMismatch;
    public static String typeUnknown;
    public static String typeUnknownFeature;

    static {
        NLS.initializeMessages("org.stillroom.edit.messages", Messages.class);
    }

    private Messages() {}

    /** The text with {0}, {1} and so on replaced. */
    static String of(String text, Object... values) {
        return NLS.bind(text, values);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.store;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String Autosave_job;
    public static String BrokenFile_future;
    public static String BrokenFile_line;
    public static String BrokenFile_title;
    public static String DiskChanges_openAsText;
    public static String DiskWatch_job;
    public static String GraphStore_cancel;
    public static String GraphStore_changed;
    public static String GraphStore_changedTitle;
    public static String GraphStore_deleted;
    public static String GraphStore_discard;
    public static String GraphStore_keep;
    public static String GraphStore_makeWritable;
    public static String GraphStore_notLocal;
    public static String GraphStore_notSavedTitle;
    public static String GraphStore_ok;
    public static String GraphStore_overwrite;
    public static String GraphStore_overwriteButton;
    public static String GraphStore_readOnly;
    public static String GraphStore_readOnlyTitle;
    public static String GraphStore_recovered;
    public static String GraphStore_reload;
    public static String GraphStore_reloadEdit;
    public static String GraphStore_restore;
    public static String GraphStore_restoreEdit;
    public static String GraphStore_saveAs;
    public static String MissingNodes_feature;
    public static String MissingNodes_many;
    public static String MissingNodes_one;
    public static String MissingNodes_type;

    static {
        NLS.initializeMessages("org.stillroom.workbench.store.messages", Messages.class);
    }

    private Messages() {}
}

// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String ComputingPage_budget;
    public static String ComputingPage_budgetHint;
    public static String ComputingPage_budgetRange;
    public static String ComputingPage_description;
    public static String ComputingPage_device;
    public static String ComputingPage_keep;
    public static String ComputingPage_libtorch;
    public static String ComputingPage_libtorchHint;
    public static String ComputingPage_results;
    public static String ComputingPage_resultsHint;
    public static String CudaButton_ask;
    public static String CudaButton_cancel;
    public static String CudaButton_done;
    public static String CudaButton_fetch;
    public static String CudaButton_label;
    public static String CudaFetch_name;
    public static String DeviceField_find;
    public static String DeviceField_findTip;
    public static String DeviceField_looking;
    public static String DeviceSearch_found;
    public static String DeviceSearch_name;
    public static String FoundInFolders_again;
    public static String FoundInFolders_label;
    public static String FoundInFolders_looking;
    public static String FoundInFolders_noFolders;
    public static String FoundInFolders_progress;
    public static String FoundInFolders_stop;
    public static String FoundInFolders_stopped;
    public static String FoundInFolders_waiting;
    public static String KeptResults_cannot;
    public static String KeptResults_clear;
    public static String KeptResults_held;
    public static String KeptResults_limit;
    public static String KeptResults_none;
    public static String MainPage_autosave;
    public static String MainPage_description;
    public static String MainPage_output;
    public static String MainPage_outputTip;
    public static String MainPage_previewMillis;
    public static String MainPage_previews;
    public static String MainPage_wheelZooms;
    public static String ModelFoldersField_add;
    public static String ModelFoldersField_message;
    public static String ModelFoldersField_title;
    public static String ModelsPage_description;
    public static String ModelsPage_folders;
    public static String SurveyJob_name;
    public static String SurveyText_comfyUi;
    public static String SurveyText_empty;
    public static String SurveyText_huggingFace;
    public static String SurveyText_kind;
    public static String SurveyText_many;
    public static String SurveyText_noFolder;
    public static String SurveyText_none;
    public static String SurveyText_notThere;
    public static String SurveyText_one;
    public static String SurveyText_others;
    public static String SurveyText_unreadable;
    public static String SurveyText_unusable;
    public static String ValueCheck_absent;
    public static String ValueCheck_device;
    public static String ValueCheck_file;
    public static String ValueCheck_libtorch;
    public static String ValueCheck_noAbsoluteFolder;
    public static String ValueCheck_noFolder;
    public static String ValueCheck_twice;

    static {
        NLS.initializeMessages("org.stillroom.workbench.preferences.messages", Messages.class);
    }

    private Messages() {}
}

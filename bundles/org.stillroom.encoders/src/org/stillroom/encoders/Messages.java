// SPDX-License-Identifier: EPL-2.0
package org.stillroom.encoders;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String CompareEncodersDialog_differs;
    public static String CompareEncodersDialog_few;
    public static String CompareEncodersDialog_many;
    public static String CompareEncodersDialog_prompt;
    public static String CompareEncodersDialog_title;
    public static String ComparisonEditor_cannotSave;
    public static String ComparisonEditor_save;
    public static String ComparisonInput_name;
    public static String ComparisonResult_cached;
    public static String ComparisonResult_differs;
    public static String ComparisonResult_differsAlike;
    public static String ComparisonResult_first;
    public static String ComparisonResult_memory;
    public static String ComparisonResult_notRun;
    public static String ComparisonResult_nothing;
    public static String ComparisonResult_otherSize;
    public static String ComparisonResult_parameters;
    public static String ComparisonResult_recalled;
    public static String ComparisonResult_same;
    public static String ComparisonResult_seconds;
    public static String EncoderColumn_fits;
    public static String EncoderColumn_layers;
    public static String EncoderColumn_memoryFull;
    public static String EncoderColumn_memoryHalf;
    public static String EncoderColumn_name;
    public static String EncoderColumn_parameters;
    public static String EncoderColumn_vocabulary;
    public static String EncoderColumn_width;
    public static String EncoderDialog_add;
    public static String EncoderDialog_failed;
    public static String EncoderDialog_folder;
    public static String EncoderDialog_folderTip;
    public static String EncoderDialog_known;
    public static String EncoderDialog_looking;
    public static String EncoderDialog_noEncoder;
    public static String EncoderDialog_none;
    public static String EncoderFixes_choose;
    public static String EncoderFixes_chooseTip;
    public static String EncoderJob_name;
    public static String EncoderLabels_current;
    public static String EncoderLabels_details;
    public static String EncoderLabels_projected;
    public static String EncoderRow_differs;
    public static String EncoderRow_fits;
    public static String EncoderRow_noDenoiser;
    public static String EncoderRow_umt5;
    public static String EncoderRow_unknown;
    public static String EncoderTable_filter;
    public static String EncoderTable_name;
    public static String SwapEncoderDialog_current;
    public static String SwapEncoderDialog_differs;
    public static String SwapEncoderDialog_nothing;
    public static String SwapEncoderDialog_prompt;
    public static String SwapEncoderDialog_title;

    static {
        NLS.initializeMessages("org.stillroom.encoders.messages", Messages.class);
    }

    private Messages() {}
}

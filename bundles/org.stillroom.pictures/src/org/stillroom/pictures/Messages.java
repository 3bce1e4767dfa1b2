// SPDX-License-Identifier: EPL-2.0
package org.stillroom.pictures;

import org.eclipse.osgi.util.NLS;

final class Messages extends NLS {

    public static String actualSize;
    public static String actualSizeTip;
    public static String amplified;
    public static String amplify;
    public static String both;
    public static String brokenGraph;
    public static String canvasHelp;
    public static String canvasName;
    public static String copied;
    public static String copy;
    public static String copyPath;
    public static String copyPathTip;
    public static String copyTip;
    public static String counterpartJob;
    public static String differentSizes;
    public static String empty;
    public static String equal;
    public static String fit;
    public static String fitTip;
    public static String gain;
    public static String historyName;
    public static String loadJob;
    public static String modeDifference;
    public static String modeDifferenceTip;
    public static String modeSideBySide;
    public static String modeSideBySideTip;
    public static String modeSingle;
    public static String modeSingleTip;
    public static String modeSlider;
    public static String modeSliderTip;
    public static String modes;
    public static String modesTip;
    public static String nodeOfGraph;
    public static String noDifferent;
    public static String noGraph;
    public static String noMemory;
    public static String noPicture;
    public static String notAFile;
    public static String notPng;
    public static String notSaved;
    public static String openGraph;
    public static String openGraphJob;
    public static String openGraphTip;
    public static String openGraphTitle;
    public static String pairFirst;
    public static String pairFirstTip;
    public static String pairSecond;
    public static String pairSecondTip;
    public static String pin;
    public static String pinTip;
    public static String pixel;
    public static String pixelSecond;
    public static String psnr;
    public static String remove;
    public static String removeTip;
    public static String saveAs;
    public static String saveAsTip;
    public static String saveJob;
    public static String size;
    public static String sliderAt;
    public static String ssim;
    public static String thumbnailJob;
    public static String tooLarge;
    public static String zoomIn;
    public static String zoomInTip;
    public static String zoomOut;
    public static String zoomOutTip;

    static {
        NLS.initializeMessages("org.stillroom.pictures.messages", Messages.class);
    }

    private Messages() {}
}

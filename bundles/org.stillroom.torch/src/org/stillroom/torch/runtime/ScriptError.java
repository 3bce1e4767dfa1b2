// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

/** Makes one sentence of the traceback that the TorchScript interpreter reports. */
final class ScriptError {

    private static final String MARK = "RuntimeError: ";

    private ScriptError() {
    }

    /** The last error of the traceback with the source line that raised it; the whole message if there is none. */
    static String reason(String message) {
        if (message == null) {
            return "libtorch gave no reason.";
        }
        int mark = message.lastIndexOf(MARK);
        if (mark < 0) {
            return message.strip();
        }
        String reason = message.substring(mark + MARK.length()).strip();
        int here = message.lastIndexOf("<--- HERE");
        int file = message.lastIndexOf("line ", here < 0 ? mark : here);
        int lineEnd = file < 0 ? -1 : message.indexOf('\n', file);
        return lineEnd < 0 ? reason : reason + " (" + message.substring(file, lineEnd).strip() + ")";
    }
}

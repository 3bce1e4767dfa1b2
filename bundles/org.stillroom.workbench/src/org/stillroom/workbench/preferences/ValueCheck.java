// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jface.preference.StringFieldEditor;
import org.eclipse.osgi.util.NLS;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.workbench.services.Preferences;

/** Why a value cannot be a preference, in a sentence; empty if it can. Quick enough for every key that is typed. */
final class ValueCheck {

    private ValueCheck() {}

    /** Whether the text of a field is without a problem; the field says so where it is not. */
    static boolean passes(StringFieldEditor field, Function<String, Optional<String>> problem) {
        Optional<String> found = problem.apply(field.getStringValue());
        field.setErrorMessage(found.orElse(""));
        return found.isEmpty();
    }

    static Optional<String> device(String text) {
        if (text.strip().equals(Preferences.AUTO)) {
            return Optional.empty();
        }
        try {
            Device.parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(NLS.bind(Messages.ValueCheck_device, text.strip()));
        }
    }

    /** A libtorch of another version than the one this program is made for would end the process when it is loaded. */
    static Optional<String> libtorch(String folder) {
        return folder.isBlank() ? Optional.empty() : Torch.problem(Messages.ValueCheck_libtorch, folder);
    }

    /** It is made when it is needed, and empty stands for the user's own. */
    static Optional<String> resultsFolder(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        Optional<Path> path = path(text);
        if (path.isEmpty() || !path.get().isAbsolute()) {
            return Optional.of(NLS.bind(Messages.ValueCheck_noAbsoluteFolder, text.strip()));
        }
        return Files.exists(path.get()) ? existing(path.get()) : Optional.empty();
    }

    /** @param others folders that are in the list already */
    static Optional<String> modelFolder(String text, List<Path> others) {
        Optional<Path> path = path(text);
        if (path.isEmpty() || !path.get().isAbsolute()) {
            return Optional.of(NLS.bind(Messages.ValueCheck_noAbsoluteFolder, text.strip()));
        }
        if (others.contains(path.get())) {
            return Optional.of(NLS.bind(Messages.ValueCheck_twice, path.get()));
        }
        return existing(path.get());
    }

    /** It is made when it is needed, but must not be in the place of a file. */
    static Optional<String> outputFolder(String text) {
        Optional<Path> path = path(text);
        if (path.isEmpty()) {
            return Optional.of(NLS.bind(Messages.ValueCheck_noFolder, text.strip()));
        }
        return path.get().isAbsolute() && Files.exists(path.get()) ? existing(path.get()) : Optional.empty();
    }

    private static Optional<String> existing(Path folder) {
        if (Files.isDirectory(folder)) {
            return Optional.empty();
        }
        return Optional.of(NLS.bind(Files.exists(folder) ? Messages.ValueCheck_file : Messages.ValueCheck_absent,
                folder));
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

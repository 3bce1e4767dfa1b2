// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the libtorch of the user's choice and refuses it with a sentence where DJL would end the process: the JNI layer
 * loads with any version and then crashes.
 */
final class LibTorch {

    /** System property that names the folder of a libtorch. */
    static final String PROPERTY = "stillroom.libtorch";
    /** Environment variable that does. */
    static final String VARIABLE = "STILLROOM_LIBTORCH";
    /** The name DJL knows, as variable and property. */
    private static final String DJL_PATH = "PYTORCH_LIBRARY_PATH";
    private static final String DJL_VERSION = "PYTORCH_VERSION";
    private static final String DJL_FLAVOR = "PYTORCH_FLAVOR";

    /** Belongs to CUDA's libraries and cannot be loaded where there is no driver. */
    private static final String NEEDS_DRIVER = System.mapLibraryName("caffe2_nvrtc");
    private static final String DRIVER = "libcuda.so.1";

    /** What the system's loader says of a library that another one needs. */
    private static final Pattern ABSENT = Pattern.compile("(lib[\\w.+-]+\\.so[.\\d]*): cannot open shared object file");
    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.\\d+\\.\\d+)\\S*");
    private static final Pattern PYTHON = Pattern.compile("(?m)^__version__\\s*(?::[^=]*)?=\\s*['\"]([^'\"]+)['\"]");

    private static volatile boolean cuda;
    /** What was chosen, if anything was. */
    private static volatile Optional<Path> chosen = Optional.empty();

    private LibTorch() {
    }

    /** Whether the libtorch that was chosen is one for CUDA; says nothing of drivers and devices. */
    static boolean hasCuda() {
        return cuda;
    }

    /** Tells DJL which libraries to load: the user's, or those that come with this program. */
    static void choose() {
        String version = System.getenv(DJL_VERSION);
        if (version != null && !version.isBlank() && !version.strip().equals(Torch.VERSION)) {
            throw new TorchException("The environment variable " + DJL_VERSION + " is " + version
                    + ", but this program works with libtorch " + Torch.VERSION + " only; remove the variable.");
        }
        Optional<Setting> setting = setting();
        if (setting.isPresent()) {
            use(setting.get());
        } else if (LibTorch.class.getClassLoader().getResource("native/lib/pytorch.properties") == null) {
            throw new TorchException("There is no libtorch for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch") + " in this program; install libtorch " + Torch.VERSION
                    + " and set " + VARIABLE + " to its folder.");
        }
    }

    /** What the user set, and where. */
    record Setting(String name, String value) {
    }

    /** What the user set, else what {@code releng/cuda} fetched. */
    private static Optional<Setting> setting() {
        return Stream.of(
                new Setting("The system property " + PROPERTY, System.getProperty(PROPERTY)),
                new Setting("The environment variable " + VARIABLE, System.getenv(VARIABLE)),
                new Setting("The environment variable " + DJL_PATH, System.getenv(DJL_PATH)),
                new Setting("The system property " + DJL_PATH, System.getProperty(DJL_PATH)))
                .filter(each -> each.value() != null && !each.value().isBlank())
                .findFirst()
                .or(() -> fetched(System.getenv("XDG_DATA_HOME"),
                        Optional.ofNullable(System.getenv("HOME")).orElse(System.getProperty("user.home"))));
    }

    /**
     * The libtorch for CUDA that {@code cuda/fetch.sh} puts where nobody has to name it; the file with its version
     * comes last.
     *
     * @param data folder for programs' data, or null or empty for the usual one
     */
    static Optional<Setting> fetched(String data, String home) {
        Path folder = (data == null || data.isBlank() ? Path.of(home, ".local", "share") : Path.of(data))
                .resolve("stillroom").resolve("libtorch-" + Torch.VERSION + "-cuda");
        return Files.isRegularFile(folder.resolve("build-version"))
                ? Optional.of(new Setting("What releng/cuda fetched", folder.toString())) : Optional.empty();
    }

    private static void use(Setting setting) {
        Path folder = check(setting);
        checkVariable(folder);
        requireDriver(setting, folder, hasDriver());
        chosen = Optional.of(folder);
        cuda = Files.exists(folder.resolve(System.mapLibraryName("torch_cuda")));
        System.setProperty(DJL_PATH, folder.toString());
        System.setProperty(DJL_VERSION, Torch.VERSION);
        System.setProperty(DJL_FLAVOR, cuda ? "cu128" : "cpu");
    }

    /** DJL loads every library in the folder. */
    static void requireDriver(Setting setting, Path folder, boolean driver) {
        if (!driver && Files.exists(folder.resolve(NEEDS_DRIVER))) {
            throw new TorchException(setting.name() + " names " + folder + ", whose " + NEEDS_DRIVER
                    + " needs the NVIDIA driver (" + DRIVER + "), which is not here; install the driver, or remove "
                    + "the setting to compute on the CPU with the libtorch that comes along.");
        }
    }

    private static boolean hasDriver() {
        try {
            NativeLibrary.getInstance(DRIVER);
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    /** Loads what lies apart because it needs the driver; libtorch finds by its name what is loaded already. */
    static void started() {
        Optional<Path> apart = chosen.map(folder -> folder.resolveSibling("driver").resolve(NEEDS_DRIVER));
        if (apart.isPresent() && Files.exists(apart.get()) && hasDriver()) {
            System.load(apart.get().toString());
        }
    }

    /**
     * The folder with the libraries.
     *
     * @throws TorchException if they are not there or of another version
     */
    static Path check(Setting setting) {
        Path folder = folder(setting);
        String version = version(folder).orElseThrow(() -> new TorchException(setting.name() + " names " + folder
                + ", but neither build-version nor version.py beside it tells which version of libtorch that is; "
                + "this program needs " + Torch.VERSION + "."));
        Matcher number = NUMBER.matcher(version);
        if (!number.matches() || !number.group(1).equals(Torch.VERSION)) {
            throw new TorchException(setting.name() + " names libtorch " + version + " in " + folder
                    + ", but this program works with version " + Torch.VERSION + " only.");
        }
        return folder;
    }

    /** DJL reads its variable before its property, and this process cannot change a variable. */
    private static void checkVariable(Path folder) {
        String variable = System.getenv(DJL_PATH);
        if (variable != null && !variable.isBlank() && !Path.of(variable).toAbsolutePath().normalize().equals(folder)) {
            throw new TorchException("The environment variable " + DJL_PATH + " is " + variable + ", but libtorch is "
                    + "in " + folder + "; remove the variable or set it to that folder.");
        }
    }

    /** The folder that holds the library: the one named, its {@code lib}, or that of the file named. */
    static Path folder(Setting setting) {
        Path named;
        try {
            named = Path.of(setting.value().strip()).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new TorchException(setting.name() + " is \"" + setting.value() + "\", which is not a path.", e);
        }
        String library = System.mapLibraryName("torch");
        if (Files.isRegularFile(named) && named.getFileName().toString().equals(library)) {
            return named.getParent();
        }
        for (Path folder : List.of(named, named.resolve("lib"), named.resolve("torch").resolve("lib"))) {
            if (Files.isRegularFile(folder.resolve(library))) {
                return folder;
            }
        }
        throw new TorchException(setting.name() + " is " + named + ", but there is no " + library
                + " in it or in its folder lib; set it to the folder of an unpacked libtorch " + Torch.VERSION + ".");
    }

    /** Version by the files that lie beside the library in libtorch archives and Python packages. */
    static Optional<String> version(Path folder) {
        for (Path place : List.of(folder.resolveSibling("build-version"), folder.resolve("build-version"))) {
            Optional<String> text = read(place);
            if (text.isPresent()) {
                return text.map(String::strip);
            }
        }
        return read(folder.resolveSibling("version.py")).map(PYTHON::matcher).filter(Matcher::find)
                .map(match -> match.group(1));
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) < 100_000
                    ? Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1)) : Optional.empty();
        } catch (IOException e) {
            throw new TorchException("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** A sentence for a failure to load. */
    static String explain(Throwable failure) {
        return explain(failure, chosen);
    }

    /** @param folder of the libtorch that was chosen; empty for the one that comes along */
    static String explain(Throwable failure, Optional<Path> folder) {
        StringBuilder reasons = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            reasons.append(reasons.isEmpty() ? "" : "; ").append(each.getMessage());
        }
        String start = "libtorch " + Torch.VERSION + folder.map(path -> " in " + path).orElse("");
        Matcher absent = ABSENT.matcher(reasons);
        if (folder.isPresent() && absent.find()) {
            return start + " needs " + absent.group(1) + ", which is not there. NVIDIA's libraries belong into the "
                    + "same folder, or into nvidia/*/lib beside torch as Python's packages have them; "
                    + "releng/cuda fetches all that is needed.";
        }
        return start + " cannot be loaded: " + reasons + ". " + (folder.isPresent()
                ? "It must be one for Linux on x86_64 with all libraries that it needs; releng/cuda fetches one."
                : "It is unpacked to the folder .djl.ai in the home folder, or to the one that the environment "
                        + "variable DJL_CACHE_DIR names; check that this folder can be written and has 1 GB free.");
    }
}

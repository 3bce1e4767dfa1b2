// SPDX-License-Identifier: EPL-2.0
package org.stillroom.torch.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes the archive that {@code torch.jit.load} reads from TorchScript text with a class named {@code Model}. Python's
 * PyTorch loads the same bytes, so a program can be compared and timed there.
 */
final class ScriptArchive {

    /** Pickle of one object of class __torch__.Model with its two attributes; no other state. */
    private static final String MODULE = "\u0080\u0002c__torch__\nModel\nq\u0000)\u0081q\u0001}q\u0002("
            + "X\u0008\u0000\u0000\u0000trainingq\u0003\u0089"
            + "X\u0016\u0000\u0000\u0000_is_full_backward_hookq\u0004Nubq\u0005.";
    /** Pickle of an empty tuple. */
    private static final String NO_CONSTANTS = "\u0080\u0002).";
    /** With an older version libtorch resolves old operator schemas, such as gelu without approximate. */
    private static final String VERSION = "10\n";

    private static final Pattern ATTRIBUTE = Pattern.compile("  \\w+ : .*");

    private ScriptArchive() {
    }

    /** @param libraries texts by name */
    static byte[] of(String script, Map<String, String> libraries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "data.pkl", MODULE.getBytes(StandardCharsets.ISO_8859_1));
            put(zip, "code/__torch__.py", script.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, String> library : libraries.entrySet()) {
                put(zip, "code/__torch__/" + library.getKey() + ".py",
                        asLibrary(library.getKey(), library.getValue(), libraries.keySet())
                                .getBytes(StandardCharsets.UTF_8));
            }
            put(zip, "constants.pkl", NO_CONSTANTS.getBytes(StandardCharsets.ISO_8859_1));
            put(zip, "version", VERSION.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Functions in place of the methods of the program's class, which could not be made inside another program.
     *
     * @param libraries whose names the text uses as they are
     */
    private static String asLibrary(String name, String script, Set<String> libraries) {
        StringBuilder text = new StringBuilder();
        boolean inClass = false;
        for (String line : script.lines().toList()) {
            if (line.startsWith("class ")) {
                inClass = true;
            } else if (inClass && line.startsWith("  ")) {
                boolean attribute = line.startsWith("  __") || ATTRIBUTE.matcher(line).matches();
                String function = line.substring(2).replaceFirst("self: __torch__\\.Model(, )?", "")
                        .replaceAll("\\bself\\.", "__torch__.");
                text.append(attribute ? "" : function).append('\n');
            } else {
                inClass &= line.isBlank();
                text.append(line).append('\n');
            }
        }
        return text.toString().replaceAll("__torch__\\.(?!(?:" + String.join("|", libraries) + ")\\.)",
                "__torch__." + name + ".");
    }

    /** libtorch reads stored entries only. */
    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry("program/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}

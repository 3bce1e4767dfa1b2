// SPDX-License-Identifier: EPL-2.0
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Writes classes of a jar anew that a compiler of before Java 7 wrote: with frames of their stacks, without which Java
 * keeps no class in an AOT cache. Run without compiling, by {@code java NewerClasses.java JAR}, from Java 24.
 */
final class NewerClasses {

    private static final int FIRST_WITH_FRAMES = ClassFile.JAVA_7_VERSION;
    private static final int VERSION = ClassFile.JAVA_8_VERSION;

    private NewerClasses() {}

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path written = Path.of(arguments[0] + ".part");
        try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(written))) {
            ClassFile files = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                write(out, entry.getName(), entry.getName().endsWith(".class") ? newer(files, bytes) : bytes);
            }
        }
        Files.move(written, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] newer(ClassFile files, byte[] bytes) {
        var old = files.parse(bytes);
        if (old.majorVersion() >= FIRST_WITH_FRAMES) {
            return bytes;
        }
        // a body that is written again gets its frames
        return files.transformClass(old, ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                .andThen((made, element) -> {
                    if (element instanceof ClassFileVersion) {
                        made.withVersion(VERSION, 0);
                    } else {
                        made.with(element);
                    }
                }));
    }

    /** Stored, as the others of the folder are. */
    private static void write(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }
}

package kanhe.desk.translating;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Classes the app does not bring along: those of the framework's jars and of the JDK. */
final class Platform {
    private static final String MARKS = "org/robolectric/internal/bytecode/";
    private final List<ZipFile> jars = new ArrayList<>();

    Platform(List<Path> jars) throws IOException {
        for (Path jar : jars) {
            this.jars.add(new ZipFile(jar.toFile()));
        }
    }

    /** Whether a framework was given: without one nothing can be said to be missing. */
    boolean isComplete() {
        return !jars.isEmpty();
    }

    /** Whether the framework has a class: it is asked before the app, as on a device. */
    boolean has(String name) {
        return jars.stream().anyMatch(jar -> jar.getEntry(name + ".class") != null);
    }

    TypeInfo find(String name) {
        try {
            for (ZipFile jar : jars) {
                ZipEntry entry = jar.getEntry(name + ".class");
                if (entry != null) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        return read(in.readAllBytes());
                    }
                }
            }
            try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
                return in == null ? null : read(in.readAllBytes());
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static TypeInfo read(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        Map<String, Integer> methods = new HashMap<>();
        Map<String, Integer> fields = new HashMap<>();
        reader.accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] errors) {
                methods.put(name + type, access);
                return null;
            }

            @Override
            public FieldVisitor visitField(int access, String name, String type, String signature, Object value) {
                fields.put(Hierarchy.fieldKey(name, type), access);
                return null;
            }
        }, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        // Robolectric's marks on its copy of the framework lie in no jar here; with them nothing would be known to be missing.
        List<String> interfaces = Stream.of(reader.getInterfaces()).filter(name -> !name.startsWith(MARKS)).toList();
        return new TypeInfo(reader.getClassName(), reader.getSuperName(), interfaces, reader.getAccess(), false, methods, fields);
    }
}

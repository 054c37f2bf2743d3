package kanhe.desk.translating;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Constructors that only pass on to one further above.
 *
 * <p>An optimiser that has inlined a constructor makes an object of one class and calls the constructor of a class above it.
 * The JVM wants each class's own; so the classes in between get one, told from theirs by a last parameter that nobody uses.
 */
final class Shortcuts {
    private final Hierarchy hierarchy;
    private final Map<String, Set<String>> wanted = new ConcurrentHashMap<>();

    Shortcuts(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** Descriptor of the constructor of {@code first} that does what {@code owner}'s does. */
    String to(String first, String owner, String type) {
        int steps = 0;
        for (String at = first; !at.equals(owner); at = hierarchy.find(at).above()) {
            TypeInfo info = hierarchy.find(at);
            if (info == null || !info.ofApp() || info.isInterface() || info.above() == null || ++steps > 30) {
                throw new Untranslatable("a constructor is called of a class that is not above the object's");
            }
        }
        String at = first;
        for (int left = steps; left > 0; left--) {
            wanted.computeIfAbsent(at, key -> ConcurrentHashMap.newKeySet()).add(left + " " + type);
            at = hierarchy.find(at).above();
        }
        return marked(type, steps);
    }

    private static String marked(String type, int steps) {
        return type.substring(0, type.length() - 2) + "[".repeat(steps) + "L" + Runtime.SHORTCUT + ";)V";
    }

    /** Adds what was asked for to the classes' bytes. */
    void addTo(Map<String, byte[]> classes) {
        wanted.forEach((name, types) -> classes.computeIfPresent(name, (key, bytes) -> patched(bytes, types)));
    }

    private static byte[] patched(byte[] bytes, Set<String> types) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visitEnd() {
                for (String line : types) {
                    int space = line.indexOf(' ');
                    constructor(writer, reader.getSuperName(), Integer.parseInt(line.substring(0, space)), line.substring(space + 1));
                }
                super.visitEnd();
            }
        }, 0);
        return writer.toByteArray();
    }

    private static void constructor(ClassWriter writer, String above, int steps, String type) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, "<init>", marked(type, steps), null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        int local = 1;
        for (Type argument : Type.getArgumentTypes(type)) {
            code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
            local += argument.getSize();
        }
        if (steps > 1) {
            code.visitInsn(Opcodes.ACONST_NULL);
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, above, "<init>", steps > 1 ? marked(type, steps - 1) : type, false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(local + 2, local + 1);
        code.visitEnd();
    }
}

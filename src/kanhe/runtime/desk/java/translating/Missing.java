package kanhe.desk.translating;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Classes that code refers to and nobody has, made so that it links.
 *
 * <p>Those of the platform and of devices' makers, which a phone may well have, do nothing and return null or 0. Any other is
 * a library that the app was built without: whoever would make an object of it or call it without one hears that it is not
 * there, as on a device.
 */
final class Missing {
    private static final String[] OF_DEVICES = {
        "android/", "com/android/", "com/google/android/", "dalvik/", "libcore/", "javax/", "sun/", "org/apache/http/",
        "com/huawei/", "com/hihonor/", "com/xiaomi/", "com/miui/", "miui/", "com/samsung/", "com/sec/", "com/oppo/", "com/heytap/",
        "com/coloros/", "com/oplus/", "com/oneplus/", "com/vivo/", "vivo/", "com/meizu/", "com/zui/", "com/zte/", "com/nubia/",
        "com/asus/", "com/lenovo/", "com/qualcomm/", "com/mediatek/",
    };
    private static final class Wanted {
        volatile boolean isInterface;
        volatile boolean isClass;
        volatile boolean isException;
        final Map<String, Boolean> methods = new ConcurrentHashMap<>();
        final Map<String, Boolean> fields = new ConcurrentHashMap<>();
    }

    private final Map<String, Wanted> classes = new ConcurrentHashMap<>();

    private Wanted of(String name) {
        return classes.computeIfAbsent(name, key -> new Wanted());
    }

    void wanted(String name) {
        of(name);
    }

    void isInterface(String name) {
        of(name).isInterface = true;
    }

    void isClass(String name) {
        of(name).isClass = true;
    }

    void isException(String name) {
        of(name).isException = true;
    }

    void member(String name, String key, boolean isStatic, boolean method) {
        (method ? of(name).methods : of(name).fields).put(key, isStatic);
    }

    Set<String> names() {
        return new TreeMap<>(classes).keySet();
    }

    /** The bytes of all classes by name. Classes of {@code java.*} cannot be made; code that needs them fails as on a device without. */
    Map<String, byte[]> write() {
        Map<String, byte[]> found = new TreeMap<>();
        classes.forEach((name, wanted) -> {
            if (!name.startsWith("java/")) {
                found.put(name, write(name, wanted));
            }
        });
        return found;
    }

    /** The class that names them all. */
    static byte[] list(Set<String> names) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V1_8, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, Runtime.MADE, null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "names", "()Ljava/lang/String;", null, null);
        code.visitCode();
        Constants.push(String.join("\n", names), code);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(2, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static byte[] write(String name, Wanted wanted) {
        boolean isInterface = wanted.isInterface && !wanted.isClass && !wanted.isException;
        String above = wanted.isException ? "java/lang/RuntimeException" : "java/lang/Object";
        ClassWriter writer = new ClassWriter(0);
        int access = Opcodes.ACC_PUBLIC | (isInterface ? Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT : Opcodes.ACC_SUPER);
        writer.visit(Opcodes.V1_8, access, name, null, above, null);
        new TreeMap<>(wanted.fields).forEach((key, isStatic) -> field(writer, key, isStatic, isInterface));
        Map<String, Boolean> methods = new TreeMap<>(wanted.methods);
        if (!isInterface) {
            methods.put("<init>()V", false);
        }
        boolean throwing = !wanted.isException && Arrays.stream(OF_DEVICES).noneMatch(name::startsWith);
        methods.forEach((key, isStatic) -> {
            if (!key.startsWith("<clinit>")) {
                method(writer, name, key, isStatic, above, throwing && (isStatic || key.startsWith("<init>")));
            }
        });
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void field(ClassWriter writer, String key, boolean isStatic, boolean isInterface) {
        int split = key.indexOf('.');
        int access = Opcodes.ACC_PUBLIC | (isStatic || isInterface ? Opcodes.ACC_STATIC : 0) | (isInterface ? Opcodes.ACC_FINAL : 0);
        writer.visitField(access, key.substring(0, split), key.substring(split + 1), null, null).visitEnd();
    }

    /** Tells the running program that it came to a class that was only made. */
    static void reached(Output out, String owner) {
        out.visitLdcInsn(owner.replace('/', '.'));
        out.call(Runtime.ABSENT, "made", "(Ljava/lang/String;)V");
    }

    /** {@code lacking}: it says that its class is not there; else it does nothing, and tells that it was called. */
    private static void method(ClassWriter writer, String owner, String key, boolean isStatic, String above, boolean lacking) {
        int split = key.indexOf('(');
        String name = key.substring(0, split);
        String type = key.substring(split);
        MethodVisitor visitor = writer.visitMethod(Opcodes.ACC_PUBLIC | (isStatic ? Opcodes.ACC_STATIC : 0), name, type, null, null);
        Output out = new Output(visitor);
        out.visitCode();
        if (lacking) {
            out.visitTypeInsn(Opcodes.NEW, "java/lang/NoClassDefFoundError");
            out.visitInsn(Opcodes.DUP);
            out.visitLdcInsn(owner);
            out.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/NoClassDefFoundError", "<init>", "(Ljava/lang/String;)V", false);
            out.visitInsn(Opcodes.ATHROW);
        } else {
            if (name.equals("<init>")) {
                out.visitVarInsn(Opcodes.ALOAD, 0);
                out.visitMethodInsn(Opcodes.INVOKESPECIAL, above, "<init>", "()V", false);
            }
            reached(out, owner);
            Type result = Type.getReturnType(type);
            out.nothing(result.getDescriptor());
            out.visitInsn(result.getOpcode(Opcodes.IRETURN));
        }
        out.visitMaxs(3, Type.getArgumentsAndReturnSizes(type) >> 2);
        out.visitEnd();
    }
}

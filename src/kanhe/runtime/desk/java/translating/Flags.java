package kanhe.desk.translating;

import org.objectweb.asm.Opcodes;

/** Access flags as class files allow them: dex files are read by a platform that minds less. */
final class Flags {
    private static final int VISIBLE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_PROTECTED;
    private static final int OF_CLASS = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT
            | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ANNOTATION | Opcodes.ACC_ENUM;
    private static final int OF_FIELD = VISIBLE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_VOLATILE
            | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ENUM;
    private static final int OF_METHOD = VISIBLE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_BRIDGE | Opcodes.ACC_VARARGS
            | Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_STRICT | Opcodes.ACC_SYNTHETIC;

    private Flags() {}

    static int ofClass(int access) {
        int flags = access & OF_CLASS;
        if ((flags & Opcodes.ACC_INTERFACE) != 0) {
            return (flags | Opcodes.ACC_ABSTRACT) & ~(Opcodes.ACC_FINAL | Opcodes.ACC_ENUM);
        }
        flags &= ~Opcodes.ACC_ANNOTATION;
        return ((flags & Opcodes.ACC_ABSTRACT) != 0 ? flags & ~Opcodes.ACC_FINAL : flags) | Opcodes.ACC_SUPER;
    }

    /** Of a class inside another, as its source had it. */
    static int ofNested(int access) {
        int visible = oneVisibility(access & VISIBLE) | access & Opcodes.ACC_STATIC;
        return ofClass(access & ~VISIBLE) & ~Opcodes.ACC_SUPER | visible;
    }

    static int ofField(int access, boolean isStatic, boolean inInterface) {
        if (inInterface) {
            return Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | access & Opcodes.ACC_SYNTHETIC;
        }
        int flags = oneVisibility(access & OF_FIELD & ~Opcodes.ACC_STATIC) | (isStatic ? Opcodes.ACC_STATIC : 0);
        return (flags & Opcodes.ACC_VOLATILE) != 0 ? flags & ~Opcodes.ACC_FINAL : flags;
    }

    static int ofMethod(String name, int access, boolean inInterface) {
        if (name.equals("<clinit>")) {
            return Opcodes.ACC_STATIC;
        }
        int flags = oneVisibility(access & OF_METHOD);
        if (name.equals("<init>")) {
            return flags & (VISIBLE | Opcodes.ACC_VARARGS | Opcodes.ACC_SYNTHETIC);
        }
        if (inInterface) {
            flags &= ~(Opcodes.ACC_FINAL | Opcodes.ACC_NATIVE | Opcodes.ACC_PROTECTED);
            flags |= (flags & Opcodes.ACC_PRIVATE) == 0 ? Opcodes.ACC_PUBLIC : 0;
        }
        if ((flags & Opcodes.ACC_ABSTRACT) != 0) {
            flags &= ~(Opcodes.ACC_FINAL | Opcodes.ACC_NATIVE | Opcodes.ACC_STATIC | Opcodes.ACC_STRICT | Opcodes.ACC_PRIVATE);
            flags |= inInterface ? Opcodes.ACC_PUBLIC : 0;
        }
        return flags;
    }

    private static int oneVisibility(int flags) {
        return flags & ~VISIBLE | Integer.lowestOneBit(flags & VISIBLE);
    }
}

package kanhe.desk.translating;

import org.objectweb.asm.Opcodes;

/**
 * What a Dalvik register may hold, as bits, since a constant may be a number, a float and null all at once.
 *
 * <p>Each register becomes one local variable of the JVM for each kind of value it ever holds: a <em>slot</em>, numbered
 * {@code 5 * register + kind}.
 */
final class Kinds {
    static final int INT = 0;
    static final int FLOAT = 1;
    static final int REFERENCE = 2;
    static final int LONG = 3;
    static final int DOUBLE = 4;
    static final int COUNT = 5;
    static final int NARROW = 1 << INT | 1 << FLOAT;
    static final int ZERO = NARROW | 1 << REFERENCE;
    static final int WIDE = 1 << LONG | 1 << DOUBLE;
    private static final int[] LOAD = {Opcodes.ILOAD, Opcodes.FLOAD, Opcodes.ALOAD, Opcodes.LLOAD, Opcodes.DLOAD};
    private static final int[] STORE = {Opcodes.ISTORE, Opcodes.FSTORE, Opcodes.ASTORE, Opcodes.LSTORE, Opcodes.DSTORE};

    private Kinds() {}

    static int of(String descriptor) {
        return switch (descriptor.charAt(0)) {
            case 'F' -> FLOAT;
            case 'J' -> LONG;
            case 'D' -> DOUBLE;
            case 'L', '[' -> REFERENCE;
            case 'V' -> throw new Untranslatable("nothing is used as a value");
            default -> INT;
        };
    }

    static int slot(int register, int kind) {
        return register * COUNT + kind;
    }

    static boolean isWide(int kind) {
        return kind >= LONG;
    }

    static int load(int kind) {
        return LOAD[kind];
    }

    static int store(int kind) {
        return STORE[kind];
    }
}

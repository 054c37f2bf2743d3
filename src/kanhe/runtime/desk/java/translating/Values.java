package kanhe.desk.translating;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Encoded values of a dex file as objects: boxes, texts, ASM's types and handles, and the three records below. */
final class Values {
    /** A constant of an enumeration. */
    record EnumValue(DexFile.Field field) {}

    /** A method as the value of an annotation. */
    record MethodValue(DexFile.Method method) {}

    /** An annotation: type's descriptor, and its elements in order. */
    record Note(String type, Map<String, Object> elements) {}

    /** The value null, as lists of Java hold none. */
    static final Object NULL = new Object();

    private static final int DEEPEST = 24;
    private final DexFile dex;
    private final Bytes at;
    private final Hierarchy hierarchy;
    private int depth;

    Values(DexFile dex, Bytes at, Hierarchy hierarchy) {
        this.dex = dex;
        this.at = at;
        this.hierarchy = hierarchy;
    }

    List<Object> array() {
        if (++depth > DEEPEST) {
            throw new Untranslatable("values are nested too deeply");
        }
        int size = at.uleb();
        List<Object> found = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            found.add(value());
        }
        depth--;
        return found;
    }

    Note note() {
        if (++depth > DEEPEST) {
            throw new Untranslatable("annotations are nested too deeply");
        }
        String type = dex.type(at.uleb());
        int size = at.uleb();
        Map<String, Object> elements = new LinkedHashMap<>();
        for (int k = 0; k < size; k++) {
            String name = dex.string(at.uleb());
            elements.put(name, value());
        }
        depth--;
        return new Note(type, elements);
    }

    private Object value() {
        int head = at.u1();
        int size = (head >> 5) + 1;
        return switch (head & 0x1F) {
            case 0x00 -> (byte) signed(size);
            case 0x02 -> (short) signed(size);
            case 0x03 -> (char) unsigned(size);
            case 0x04 -> (int) signed(size);
            case 0x06 -> signed(size);
            case 0x10 -> Float.intBitsToFloat((int) (unsigned(size) << 8 * (4 - size)));
            case 0x11 -> Double.longBitsToDouble(unsigned(size) << 8 * (8 - size));
            case 0x15 -> Type.getMethodType(dex.proto((int) unsigned(size)).text());
            case 0x16 -> handle(dex, (int) unsigned(size), hierarchy);
            case 0x17 -> dex.string((int) unsigned(size));
            case 0x18 -> Type.getType(dex.type((int) unsigned(size)));
            case 0x19, 0x1B -> new EnumValue(dex.field((int) unsigned(size)));
            case 0x1A -> new MethodValue(dex.method((int) unsigned(size)));
            case 0x1C -> array();
            case 0x1D -> note();
            case 0x1E -> NULL;
            case 0x1F -> size > 1;
            default -> throw new Untranslatable("a value is of no known kind");
        };
    }

    private long unsigned(int size) {
        long value = 0;
        for (int k = 0; k < size; k++) {
            value |= (long) at.u1() << 8 * k;
        }
        return value;
    }

    private long signed(int size) {
        int unused = 64 - 8 * size;
        return unsigned(size) << unused >> unused;
    }

    /** A method handle as class files name it. */
    static Handle handle(DexFile dex, int index, Hierarchy hierarchy) {
        int[] row = dex.handle(index);
        if (row[0] < 4) {
            DexFile.Field field = dex.field(row[1]);
            int tag = new int[] {Opcodes.H_PUTSTATIC, Opcodes.H_GETSTATIC, Opcodes.H_PUTFIELD, Opcodes.H_GETFIELD}[row[0]];
            return new Handle(tag, Names.internal(field.owner()), field.name(), field.type(), false);
        }
        if (row[0] > 8) {
            throw new Untranslatable("a method handle is of no known kind");
        }
        DexFile.Method method = dex.method(row[1]);
        String owner = Names.internal(method.owner());
        boolean inInterface = hierarchy.isInterface(owner) || row[0] == 8;
        int tag = switch (row[0]) {
            case 4 -> Opcodes.H_INVOKESTATIC;
            case 5 -> inInterface ? Opcodes.H_INVOKEINTERFACE : Opcodes.H_INVOKEVIRTUAL;
            case 6 -> Opcodes.H_NEWINVOKESPECIAL;
            case 7 -> Opcodes.H_INVOKESPECIAL;
            default -> Opcodes.H_INVOKEINTERFACE;
        };
        return new Handle(tag, owner, method.name(), method.proto().text(), inInterface);
    }
}

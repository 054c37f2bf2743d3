package kanhe.desk.translating;

import org.objectweb.asm.Opcodes;

/** The classes that hold a primitive value as an object, and the calls that make and open them. */
final class Boxes {
    private Boxes() {}

    /** Internal name of the box of a primitive type. */
    static String of(String type) {
        return switch (type.charAt(0)) {
            case 'Z' -> "java/lang/Boolean";
            case 'B' -> "java/lang/Byte";
            case 'S' -> "java/lang/Short";
            case 'C' -> "java/lang/Character";
            case 'I' -> "java/lang/Integer";
            case 'J' -> "java/lang/Long";
            case 'F' -> "java/lang/Float";
            case 'D' -> "java/lang/Double";
            default -> "java/lang/Void";
        };
    }

    /** Makes an object of the value on the stack. */
    static void box(Output out, String type) {
        if (!Names.isReference(type)) {
            out.call(of(type), "valueOf", "(" + type + ")L" + of(type) + ";");
        }
    }

    /** Makes a value of this type of the object on the stack; of null it makes 0. */
    static void unbox(Output out, String type) {
        if (type.equals("V")) {
            out.visitInsn(Opcodes.POP);
        } else if (Names.isReference(type)) {
            if (!type.equals(Names.OBJECT)) {
                out.visitTypeInsn(Opcodes.CHECKCAST, Names.internal(type));
            }
        } else {
            out.call(Runtime.UNBOXED, "of" + type, "(Ljava/lang/Object;)" + type);
        }
    }
}

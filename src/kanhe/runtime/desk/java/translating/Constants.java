package kanhe.desk.translating;

import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Initial values of static fields: those a class file holds as constants, and those its initialiser has to set. */
final class Constants {
    private Constants() {}

    /** The constant of a class file for a field of this type; null where there is none. */
    static Object of(Object value, String type) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case "Z", "B", "S", "C", "I" -> value instanceof Boolean truth ? (Object) (truth ? 1 : 0)
                    : value instanceof Character letter ? (Object) (int) letter
                    : value instanceof Number number ? (Object) number.intValue() : null;
            case "J" -> value instanceof Number number ? (Object) number.longValue() : null;
            case "F" -> value instanceof Number number ? (Object) number.floatValue() : null;
            case "D" -> value instanceof Number number ? (Object) number.doubleValue() : null;
            case "Ljava/lang/String;" -> value instanceof String text && Texts.parts(text).length == 1 ? text : null;
            default -> null;
        };
    }

    /** Whether a value that is no constant can be set when the class is initialised. */
    static boolean isLate(Object value, String type) {
        return Names.isReference(type) && (value instanceof String || value instanceof Handle || value instanceof Values.EnumValue
                || value instanceof Type of && (of.getSort() == Type.METHOD || Names.isReference(of.getDescriptor())));
    }

    static void push(Object value, MethodVisitor code) {
        if (value instanceof Values.EnumValue constant) {
            code.visitFieldInsn(Opcodes.GETSTATIC, Names.internal(constant.field().owner()), constant.field().name(),
                    constant.field().type());
        } else if (value instanceof String text) {
            String[] parts = Texts.parts(text);
            code.visitLdcInsn(parts[0]);
            for (int k = 1; k < parts.length; k++) {
                code.visitLdcInsn(parts[k]);
                code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "concat", "(Ljava/lang/String;)Ljava/lang/String;", false);
            }
        } else {
            code.visitLdcInsn(value);
        }
    }
}

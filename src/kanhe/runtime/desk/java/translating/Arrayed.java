package kanhe.desk.translating;

import java.util.Map;
import org.objectweb.asm.Opcodes;

/** What instructions on arrays become. */
final class Arrayed {
    private static final int FEW = 8;
    private static final int MOST_UNITS = 20_000;
    private static final Map<Character, Integer> NEW = Map.of('Z', Opcodes.T_BOOLEAN, 'C', Opcodes.T_CHAR, 'F', Opcodes.T_FLOAT,
            'D', Opcodes.T_DOUBLE, 'B', Opcodes.T_BYTE, 'S', Opcodes.T_SHORT, 'I', Opcodes.T_INT, 'J', Opcodes.T_LONG);
    private final DexFile dex;
    private final Emitter place;
    private final Output out;
    private final Registers registers;
    private final Effects effects;
    private final Links links;

    Arrayed(DexFile dex, Emitter place, Output out, Registers registers, Effects effects, Links links) {
        this.dex = dex;
        this.place = place;
        this.out = out;
        this.registers = registers;
        this.effects = effects;
        this.links = links;
    }

    void write(Instruction one) {
        switch (one.op) {
            case 0x21 -> {
                loadArray(one.b);
                out.visitInsn(Opcodes.ARRAYLENGTH);
                place.store(one, "I");
            }
            case 0x23 -> {
                String type = dex.type(one.index);
                registers.load(one.b, "I");
                make(type);
                place.store(one, type);
            }
            case 0x24, 0x25 -> filled(one);
            case 0x26 -> fill(one);
            default -> element(one);
        }
    }

    private void make(String type) {
        if (type.charAt(0) != '[') {
            throw new Untranslatable("an array is made of no array type");
        }
        String element = type.substring(1);
        if (Names.isReference(element)) {
            links.type(element);
            out.visitTypeInsn(Opcodes.ANEWARRAY, Names.internal(element));
        } else {
            out.visitIntInsn(Opcodes.NEWARRAY, NEW.get(element.charAt(0)));
        }
    }

    /** An array of whatever it holds. */
    private void loadArray(int register) {
        Object type = registers.state.types[register];
        boolean known = type == State.NULL || type instanceof String text && text.charAt(0) == '[';
        registers.load(register, known && type != State.NULL ? (String) type : "[" + Names.OBJECT);
    }

    private void element(Instruction one) {
        String type = effects.elementType(one, registers.state);
        registers.load(one.b, "[" + type);
        registers.load(one.c, "I");
        if (one.op >= 0x4B) {
            registers.load(one.a, Names.isReference(type) ? Names.OBJECT : type);
            out.visitInsn(store(type));
        } else {
            out.visitInsn(store(type) - (Opcodes.IASTORE - Opcodes.IALOAD));
            place.store(one, type);
        }
    }

    private static int store(String type) {
        return switch (type.charAt(0)) {
            case 'I' -> Opcodes.IASTORE;
            case 'J' -> Opcodes.LASTORE;
            case 'F' -> Opcodes.FASTORE;
            case 'D' -> Opcodes.DASTORE;
            case 'C' -> Opcodes.CASTORE;
            case 'S' -> Opcodes.SASTORE;
            case 'Z', 'B' -> Opcodes.BASTORE;
            default -> Opcodes.AASTORE;
        };
    }

    private void filled(Instruction one) {
        String type = dex.type(one.index);
        out.number(one.registers.length);
        make(type);
        String element = type.substring(1);
        for (int k = 0; k < one.registers.length; k++) {
            out.visitInsn(Opcodes.DUP);
            out.number(k);
            registers.load(one.registers[k], Names.isReference(element) ? Names.OBJECT : element);
            out.visitInsn(store(element));
        }
        if (one.taker == null) {
            out.visitInsn(Opcodes.POP);
        }
    }

    /** Few numbers are stored one by one; many lie in a text, as code for each would soon fill the method. */
    private void fill(Instruction one) {
        loadArray(one.a);
        int width = one.element;
        int count = width == 0 ? 0 : one.payload.length / width;
        Object type = registers.state.types[one.a];
        if (count <= FEW && type instanceof String known && "[I[B[S[C".contains(known)) {
            for (int k = 0; k < count; k++) {
                out.visitInsn(Opcodes.DUP);
                out.number(k);
                out.number(number(one.payload, k * width, width));
                out.visitInsn(store(known.substring(1)));
            }
            out.visitInsn(Opcodes.POP);
            return;
        }
        int step = Math.max(1, MOST_UNITS / Math.max(1, (width + 1) / 2));
        for (int from = 0; from < count; from += step) {
            int many = Math.min(step, count - from);
            out.visitInsn(Opcodes.DUP);
            out.visitLdcInsn(packed(one.payload, from * width, many * width, width));
            out.number(from);
            out.number(width);
            out.call(Runtime.TABLES, "fill", "(Ljava/lang/Object;Ljava/lang/String;II)V");
        }
        out.visitInsn(Opcodes.ARRAYLENGTH);
        out.visitInsn(Opcodes.POP);
    }

    private static int number(byte[] bytes, int at, int width) {
        return switch (width) {
            case 1 -> bytes[at];
            case 2 -> bytes[at] & 0xFF | bytes[at + 1] << 8;
            default -> bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
        };
    }

    private static String packed(byte[] bytes, int at, int size, int width) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < size; k += width == 1 ? 1 : 2) {
            text.append((char) (width == 1 ? bytes[at + k] & 0xFF : bytes[at + k] & 0xFF | (bytes[at + k + 1] & 0xFF) << 8));
        }
        return text.toString();
    }
}

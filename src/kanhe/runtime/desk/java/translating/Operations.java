package kanhe.desk.translating;

import java.util.Arrays;
import java.util.TreeMap;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What single instructions become, but for calls and fields. */
final class Operations {
    private static final int[] COMPARE = {Opcodes.FCMPL, Opcodes.FCMPG, Opcodes.DCMPL, Opcodes.DCMPG, Opcodes.LCMP};
    private final Subject subject;
    private final DexFile dex;
    private final Emitter place;
    private final Output out;
    private final Registers registers;
    private final Effects effects;
    private final Links links;
    private final Calls calls;
    private final Arrayed arrays;

    Operations(Subject subject, Emitter place, Output out, Registers registers, Effects effects, Links links) {
        this.subject = subject;
        this.dex = subject.dex();
        this.place = place;
        this.out = out;
        this.registers = registers;
        this.effects = effects;
        this.links = links;
        this.calls = new Calls(subject, place, out, registers, effects, links);
        this.arrays = new Arrayed(dex, place, out, registers, effects, links);
    }

    void write(Instruction one) {
        int op = one.op;
        if (op >= 0x90 && op <= 0xE2 || op >= 0x7B && op <= 0x8F) {
            arithmetic(one);
        } else if (op >= 0x52 && op <= 0x6D) {
            calls.field(one);
        } else if (one.isInvoke()) {
            calls.invoke(one);
        } else if (op >= 0x44 && op <= 0x51 || op >= 0x23 && op <= 0x26 || op == 0x21) {
            arrays.write(one);
        } else if (op >= 0x01 && op <= 0x09) {
            move(one);
        } else if (op >= 0x12 && op <= 0x19) {
            constant(one);
        } else if (op >= 0x2D && op <= 0x31) {
            registers.loadSlot(one.uses[0]);
            registers.loadSlot(one.uses[1]);
            out.visitInsn(COMPARE[op - 0x2D]);
            place.store(one, "I");
        } else {
            other(one);
        }
    }

    private void other(Instruction one) {
        switch (one.op) {
            case 0x00 -> { }
            case 0x0A, 0x0B, 0x0C -> place.store(one, type(one.source));
            case 0x0D -> place.store(one, Names.THROWABLE);
            case 0x0E, 0x0F, 0x10, 0x11 -> leave(one);
            case 0x1A, 0x1B -> {
                text(dex.string(one.index));
                place.store(one, Names.OBJECT);
            }
            case 0x1C -> {
                classConstant(dex.type(one.index));
                place.store(one, Names.OBJECT);
            }
            case 0x1D, 0x1E -> {
                registers.load(one.a, Names.OBJECT);
                out.visitInsn(one.op == 0x1D ? Opcodes.MONITORENTER : Opcodes.MONITOREXIT);
            }
            case 0x1F -> {
                String type = dex.type(one.index);
                links.type(type);
                registers.load(one.a, Names.OBJECT);
                out.visitTypeInsn(Opcodes.CHECKCAST, Names.internal(type));
                place.store(one, type);
            }
            case 0x20 -> {
                String type = dex.type(one.index);
                links.type(type);
                registers.load(one.b, Names.OBJECT);
                out.visitTypeInsn(Opcodes.INSTANCEOF, Names.internal(type));
                place.store(one, "I");
            }
            case 0x22 -> {
                String type = dex.type(one.index);
                if (type.charAt(0) != 'L') {
                    throw new Untranslatable("an object is made of no class");
                }
                links.made(Names.internal(type));
                out.visitLabel(place.madeAt(one.pc));
                out.visitTypeInsn(Opcodes.NEW, Names.internal(type));
                place.store(one, type);
            }
            case 0x27 -> {
                registers.load(one.a, Names.THROWABLE);
                out.visitInsn(Opcodes.ATHROW);
            }
            case 0x28, 0x29, 0x2A -> out.visitJumpInsn(Opcodes.GOTO, place.label(one.targets[0]));
            case 0x2B, 0x2C -> choose(one);
            case 0xFE -> {
                out.visitLdcInsn(Values.handle(dex, one.index, subject.hierarchy()));
                place.store(one, Names.OBJECT);
            }
            case 0xFF -> {
                out.visitLdcInsn(Type.getMethodType(dex.proto(one.index).text()));
                place.store(one, Names.OBJECT);
            }
            default -> jump(one);
        }
    }

    private void leave(Instruction one) {
        if (one.op == 0x0E != subject.result().equals("V")) {
            throw new Untranslatable("a method returns something else than it says");
        }
        if (subject.isConstructor() && registers.state.isUnfinished()) {
            throw new Untranslatable("a constructor ends before it has called the one above");
        }
        if (one.op != 0x0E) {
            registers.load(one.a, subject.result());
        }
        out.visitInsn(Type.getType(subject.result()).getOpcode(Opcodes.IRETURN));
    }

    private String type(Instruction source) {
        return source.isInvoke() ? effects.protoOf(source).result() : dex.type(source.index);
    }

    private void jump(Instruction one) {
        boolean references = one.uses[0] % Kinds.COUNT == Kinds.REFERENCE;
        boolean pair = one.op <= 0x37;
        int relation = one.op - (pair ? 0x32 : 0x38);
        if (references) {
            if (relation > 1) {
                throw new Untranslatable("objects are compared by size");
            }
            registers.load(one.a, Names.OBJECT);
            if (pair) {
                registers.load(one.b, Names.OBJECT);
            }
            out.visitJumpInsn((pair ? Opcodes.IF_ACMPEQ : Opcodes.IFNULL) + relation, place.label(one.targets[0]));
            return;
        }
        registers.load(one.a, "I");
        if (pair) {
            registers.load(one.b, "I");
        }
        out.visitJumpInsn((pair ? Opcodes.IF_ICMPEQ : Opcodes.IFEQ) + relation, place.label(one.targets[0]));
    }

    private void move(Instruction one) {
        for (int k = 0; k < one.defs.length; k++) {
            if ((one.live & 1 << k) != 0) {
                if (one.uses[k] % Kinds.COUNT == Kinds.REFERENCE && registers.state.types[one.b] == State.NULL) {
                    out.visitInsn(Opcodes.ACONST_NULL);
                } else {
                    registers.loadSlot(one.uses[k]);
                }
                keep(one, k);
            }
        }
    }

    private void constant(Instruction one) {
        for (int k = 0; k < one.defs.length; k++) {
            if ((one.live & 1 << k) != 0) {
                switch (one.defs[k] % Kinds.COUNT) {
                    case Kinds.INT -> out.number((int) one.literal);
                    case Kinds.FLOAT -> out.visitLdcInsn(Float.intBitsToFloat((int) one.literal));
                    case Kinds.LONG -> out.visitLdcInsn(one.literal);
                    case Kinds.DOUBLE -> out.visitLdcInsn(Double.longBitsToDouble(one.literal));
                    default -> out.visitInsn(Opcodes.ACONST_NULL);
                }
                keep(one, k);
            }
        }
    }

    private void keep(Instruction one, int which) {
        if (one.handlerReads) {
            place.unprotect();
        }
        registers.storeSlot(one.defs[which]);
    }

    private void arithmetic(Instruction one) {
        Arithmetic sort = Arithmetic.of(one.op);
        if (one.op >= 0xD0) {
            boolean reversed = one.op == 0xD1 || one.op == 0xD9;
            if (reversed) {
                out.number((int) one.literal);
                registers.loadSlot(one.uses[0]);
            } else {
                registers.loadSlot(one.uses[0]);
                out.number((int) one.literal);
            }
        } else {
            for (int slot : one.uses) {
                registers.loadSlot(slot);
            }
        }
        for (int opcode : sort.jvm()) {
            out.visitInsn(opcode);
        }
        place.store(one, sort.result() == Kinds.LONG ? "J" : sort.result() == Kinds.DOUBLE ? "D" : "I");
    }

    private void choose(Instruction one) {
        registers.load(one.a, "I");
        TreeMap<Integer, Label> cases = new TreeMap<>();
        for (int k = 0; k < one.keys.length; k++) {
            cases.putIfAbsent(one.keys[k], place.label(one.targets[k]));
        }
        Label other = place.label(one.pc + one.width);
        if (cases.isEmpty()) {
            out.visitInsn(Opcodes.POP);
            return;
        }
        int[] keys = cases.keySet().stream().mapToInt(Integer::intValue).toArray();
        Label[] labels = cases.values().toArray(new Label[0]);
        if ((long) keys[keys.length - 1] - keys[0] == keys.length - 1) {
            out.visitTableSwitchInsn(keys[0], keys[keys.length - 1], other, labels);
        } else {
            out.visitLookupSwitchInsn(other, keys, labels);
        }
    }

    private void text(String text) {
        String[] parts = Texts.parts(text);
        out.visitLdcInsn(parts[0]);
        for (String part : Arrays.copyOfRange(parts, 1, parts.length)) {
            out.visitLdcInsn(part);
            out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "concat", "(Ljava/lang/String;)Ljava/lang/String;", false);
        }
    }

    private void classConstant(String type) {
        if (Names.isReference(type)) {
            links.type(type);
            out.visitLdcInsn(Type.getType(type));
        } else {
            out.visitFieldInsn(Opcodes.GETSTATIC, Boxes.of(type), "TYPE", "Ljava/lang/Class;");
        }
    }
}

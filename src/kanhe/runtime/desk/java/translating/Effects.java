package kanhe.desk.translating;

import java.util.Arrays;

/** What each instruction reads and writes: notes its slots on the instruction and moves the state behind it. */
final class Effects {
    private static final String CLASS = "Ljava/lang/Class;";
    private static final String STRING = "Ljava/lang/String;";
    private final Subject subject;
    private final DexFile dex;
    private int[] uses = new int[16];
    private int many;

    Effects(Subject subject) {
        this.subject = subject;
        this.dex = subject.dex();
    }

    void apply(Instruction one, State state) {
        many = 0;
        one.defs = Instruction.NOWHERE;
        step(one, state);
        one.uses = many == 0 ? Instruction.NOWHERE : Arrays.copyOf(uses, many);
    }

    private void step(Instruction one, State state) {
        int op = one.op;
        if (op >= 0x90 && op <= 0xE2 || op >= 0x7B && op <= 0x8F) {
            arithmetic(one, state);
        } else if (op >= 0x52 && op <= 0x6D) {
            field(one, state);
        } else if (op >= 0x44 && op <= 0x51) {
            element(one, state);
        } else if (one.isInvoke()) {
            invoke(one, state);
        } else if (op >= 0x01 && op <= 0x09) {
            move(one, state, op <= 0x03 ? Kinds.NARROW : op <= 0x06 ? Kinds.WIDE : 1 << Kinds.REFERENCE);
        } else if (op >= 0x12 && op <= 0x19) {
            int mask = op >= 0x16 ? Kinds.WIDE : one.literal == 0 ? Kinds.ZERO : Kinds.NARROW;
            define(one, state, one.a, mask, State.NULL);
        } else if (op >= 0x2D && op <= 0x31) {
            int kind = op <= 0x2E ? Kinds.FLOAT : op <= 0x30 ? Kinds.DOUBLE : Kinds.LONG;
            use(state, one.b, kind);
            use(state, one.c, kind);
            define(one, state, one.a, 1 << Kinds.INT, null);
        } else if (op >= 0x32 && op <= 0x37) {
            boolean numbers = state.holds(one.a, Kinds.INT) && state.holds(one.b, Kinds.INT);
            use(state, one.a, numbers ? Kinds.INT : Kinds.REFERENCE);
            use(state, one.b, numbers ? Kinds.INT : Kinds.REFERENCE);
        } else if (op >= 0x38 && op <= 0x3D) {
            use(state, one.a, state.holds(one.a, Kinds.INT) ? Kinds.INT : Kinds.REFERENCE);
        } else {
            other(one, state);
        }
    }

    private void other(Instruction one, State state) {
        switch (one.op) {
            case 0x00, 0x0E, 0x28, 0x29, 0x2A -> { }
            case 0x0A, 0x0B, 0x0C -> {
                String type = resultOf(one.source);
                result(one, state, type);
            }
            case 0x0D -> {
                String type = subject.body().caught.get(one.pc);
                if (type == null) {
                    throw new Untranslatable("an exception is taken where none arrives");
                }
                result(one, state, type);
            }
            case 0x0F, 0x10, 0x11 -> use(state, one.a, Kinds.of(subject.result()));
            case 0x1A, 0x1B -> result(one, state, STRING);
            case 0x1C -> result(one, state, CLASS);
            case 0x1D, 0x1E, 0x26, 0x27 -> use(state, one.a, Kinds.REFERENCE);
            case 0x1F -> {
                use(state, one.a, Kinds.REFERENCE);
                result(one, state, dex.type(one.index));
            }
            case 0x20 -> {
                use(state, one.b, Kinds.REFERENCE);
                result(one, state, "I");
            }
            case 0x21 -> {
                use(state, one.b, Kinds.REFERENCE);
                result(one, state, "I");
            }
            case 0x22 -> define(one, state, one.a, 1 << Kinds.REFERENCE, one);
            case 0x23 -> {
                use(state, one.b, Kinds.INT);
                result(one, state, dex.type(one.index));
            }
            case 0x24, 0x25 -> {
                int kind = Kinds.of(dex.type(one.index).substring(1));
                for (int register : one.registers) {
                    use(state, register, kind);
                }
            }
            case 0x2B, 0x2C -> use(state, one.a, Kinds.INT);
            case 0xFE -> result(one, state, "Ljava/lang/invoke/MethodHandle;");
            case 0xFF -> result(one, state, "Ljava/lang/invoke/MethodType;");
            default -> throw new Untranslatable("an opcode is not known");
        }
    }

    private void move(Instruction one, State state, int allowed) {
        int mask = one.b < state.kinds.length ? state.kinds[one.b] & allowed : 0;
        if (mask == 0) {
            throw new Untranslatable("a register is moved that holds nothing");
        }
        Object type = state.types[one.b];
        for (int kind = 0; kind < Kinds.COUNT; kind++) {
            if ((mask & 1 << kind) != 0) {
                use(state, one.b, kind);
            }
        }
        define(one, state, one.a, mask, type);
    }

    private void arithmetic(Instruction one, State state) {
        Arithmetic sort = Arithmetic.of(one.op);
        boolean twoAddress = one.op >= 0xB0 && one.op <= 0xCF;
        use(state, twoAddress ? one.a : one.b, sort.left());
        if (sort.right() >= 0) {
            use(state, twoAddress ? one.b : one.c, sort.right());
        }
        define(one, state, one.a, 1 << sort.result(), null);
    }

    private void field(Instruction one, State state) {
        String type = dex.field(one.index).type();
        boolean isStatic = one.op >= 0x60;
        boolean put = one.op >= 0x67 || one.op >= 0x59 && !isStatic;
        if (!isStatic) {
            use(state, one.b, Kinds.REFERENCE);
        }
        if (put) {
            use(state, one.a, Kinds.of(type));
        } else {
            result(one, state, type);
        }
    }

    private void element(Instruction one, State state) {
        use(state, one.b, Kinds.REFERENCE);
        use(state, one.c, Kinds.INT);
        String type = elementType(one, state);
        if (one.op >= 0x4B) {
            use(state, one.a, Kinds.of(type));
        } else {
            result(one, state, type);
        }
    }

    /** What an array holds, as far as code says it: where the array is always null, anything that fits the opcode. */
    String elementType(Instruction one, State state) {
        int form = one.op >= 0x4B ? one.op - 0x4B : one.op - 0x44;
        if (state.types[one.b] instanceof String array && array.charAt(0) == '[') {
            String type = array.substring(1);
            int kind = Kinds.of(type);
            boolean fits = form == 1 ? Kinds.isWide(kind) : (form == 2) == (kind == Kinds.REFERENCE) && !Kinds.isWide(kind);
            if (!fits) {
                throw new Untranslatable("an array holds something else");
            }
            return type;
        }
        boolean isPut = one.op >= 0x4B;
        return switch (form) {
            case 0 -> isPut && !state.holds(one.a, Kinds.INT) ? "F" : "I";
            case 1 -> isPut && !state.holds(one.a, Kinds.LONG) ? "D" : "J";
            case 2 -> Names.OBJECT;
            case 3 -> "Z";
            case 4 -> "B";
            case 5 -> "C";
            default -> "S";
        };
    }

    private void invoke(Instruction one, State state) {
        DexFile.Proto proto = protoOf(one);
        boolean hasReceiver = one.op != 0x71 && one.op != 0x77 && one.op < 0xFC;
        int at = 0;
        if (hasReceiver) {
            use(state, register(one, at++), Kinds.REFERENCE);
        }
        for (String type : proto.parameters()) {
            int kind = Kinds.of(type);
            use(state, register(one, at), kind);
            at += Kinds.isWide(kind) ? 2 : 1;
        }
        if (at != one.registers.length) {
            throw new Untranslatable("a call has another number of arguments than its method");
        }
        if (hasReceiver && (one.op == 0x70 || one.op == 0x76) && dex.method(one.index).name().equals("<init>")) {
            Object raw = state.types[one.registers[0]];
            if (raw == State.THIS) {
                state.initialise(raw, subject.owner().type);
            } else if (raw instanceof Instruction made) {
                state.initialise(raw, dex.type(made.index));
            } else {
                throw new Untranslatable("a constructor is called on an object that has had one");
            }
        }
    }

    private static int register(Instruction one, int at) {
        if (at >= one.registers.length) {
            throw new Untranslatable("a call has another number of arguments than its method");
        }
        return one.registers[at];
    }

    DexFile.Proto protoOf(Instruction one) {
        if (one.op >= 0xFC) {
            return CallSite.proto(dex, one.index);
        }
        return one.op >= 0xFA ? dex.proto(one.second) : dex.method(one.index).proto();
    }

    private String resultOf(Instruction source) {
        return source.isInvoke() ? protoOf(source).result() : dex.type(source.index);
    }

    private void use(State state, int register, int kind) {
        if (!state.holds(register, kind)) {
            throw new Untranslatable("a register does not hold what is read from it");
        }
        if (many == uses.length) {
            uses = Arrays.copyOf(uses, 2 * many);
        }
        uses[many++] = Kinds.slot(register, kind);
    }

    private void result(Instruction one, State state, String type) {
        int kind = Kinds.of(type);
        define(one, state, one.a, 1 << kind, kind == Kinds.REFERENCE ? type : null);
    }

    private void define(Instruction one, State state, int register, int mask, Object type) {
        boolean unfinished = subject.isConstructor() && state.isUnfinished();
        state.set(register, mask, type);
        if (unfinished && !state.isUnfinished()) {
            throw new Untranslatable("a constructor loses its object");
        }
        int[] defs = new int[Integer.bitCount(mask)];
        int at = 0;
        for (int kind = 0; kind < Kinds.COUNT; kind++) {
            if ((mask & 1 << kind) != 0) {
                defs[at++] = Kinds.slot(register, kind);
            }
        }
        one.defs = defs;
        one.pairs = one.op >= 0x01 && one.op <= 0x09;
    }
}

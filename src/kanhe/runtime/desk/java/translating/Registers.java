package kanhe.desk.translating;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Function;
import org.objectweb.asm.Opcodes;

/** Which local variable of the JVM each slot is, how it is read and written, and what frames say of all of them. */
final class Registers {
    private final Subject subject;
    private final Output out;
    private final int[] local;
    private int next;
    State state;

    Registers(Subject subject, Output out) {
        this.subject = subject;
        this.out = out;
        this.state = subject.entry();
        local = new int[state.kinds.length * Kinds.COUNT];
        Arrays.fill(local, -1);
        for (int k = 0; k < state.kinds.length; k++) {
            if (state.kinds[k] != 0) {
                local(Kinds.slot(k, Integer.numberOfTrailingZeros(state.kinds[k])));
            }
        }
    }

    private int local(int slot) {
        if (local[slot] < 0) {
            local[slot] = next;
            next += Kinds.isWide(slot % Kinds.COUNT) ? 2 : 1;
        }
        return local[slot];
    }

    int count() {
        return next;
    }

    /** Puts a register on the stack as a value of this type, cast where nothing shows that it is one. */
    void load(int register, String wanted) {
        int kind = Kinds.of(wanted);
        if (kind != Kinds.REFERENCE) {
            out.visitVarInsn(Kinds.load(kind), local(Kinds.slot(register, kind)));
            return;
        }
        Object type = state.types[register];
        if (type == State.NULL) {
            out.visitInsn(Opcodes.ACONST_NULL);
        } else if (type instanceof String known) {
            loadRaw(register);
            if (!subject.hierarchy().assignable(known, wanted)) {
                out.visitTypeInsn(Opcodes.CHECKCAST, Names.internal(wanted));
            }
        } else {
            throw new Untranslatable("an object is used before its constructor ran");
        }
    }

    /** Puts a reference on the stack as it is, even one whose constructor has not run. */
    void loadRaw(int register) {
        out.visitVarInsn(Opcodes.ALOAD, local(Kinds.slot(register, Kinds.REFERENCE)));
    }

    void loadSlot(int slot) {
        out.visitVarInsn(Kinds.load(slot % Kinds.COUNT), local(slot));
    }

    void storeSlot(int slot) {
        out.visitVarInsn(Kinds.store(slot % Kinds.COUNT), local(slot));
    }

    /** Writes the frame of a place: what it holds of what is read from there on. */
    void frame(State at, BitSet live, Function<Instruction, Object> made, Object... stack) {
        Object[] raw = new Object[next + live.cardinality() * 2 + 2];
        int last = 0;
        for (int slot = live.nextSetBit(0); slot >= 0; slot = live.nextSetBit(slot + 1)) {
            int register = slot / Kinds.COUNT;
            int kind = slot % Kinds.COUNT;
            if (!at.holds(register, kind)) {
                throw new Untranslatable("a register does not hold what is read from it");
            }
            int place = local(slot);
            raw[place] = type(kind, at.types[register], made);
            last = Math.max(last, place + 1);
        }
        if (subject.isConstructor()) {
            // A verifier wants to see the unfinished object wherever its constructor still has to call another.
            int self = state.kinds.length - subject.body().ins;
            if (at.types[self] == State.THIS) {
                raw[0] = Opcodes.UNINITIALIZED_THIS;
                last = Math.max(last, 1);
            }
        }
        Object[] locals = new Object[last];
        int count = 0;
        for (int k = 0; k < last; k++) {
            Object type = raw[k];
            locals[count++] = type == null ? Opcodes.TOP : type;
            if (type == Opcodes.LONG || type == Opcodes.DOUBLE) {
                k++;
            }
        }
        out.visitFrame(Opcodes.F_NEW, count, locals, stack.length, stack);
    }

    private static Object type(int kind, Object type, Function<Instruction, Object> made) {
        return switch (kind) {
            case Kinds.INT -> Opcodes.INTEGER;
            case Kinds.FLOAT -> Opcodes.FLOAT;
            case Kinds.LONG -> Opcodes.LONG;
            case Kinds.DOUBLE -> Opcodes.DOUBLE;
            default -> type == State.NULL ? Opcodes.NULL : type == State.THIS ? Opcodes.UNINITIALIZED_THIS
                    : type instanceof Instruction one ? made.apply(one) : Names.internal((String) type);
        };
    }
}

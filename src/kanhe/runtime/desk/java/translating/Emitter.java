package kanhe.desk.translating;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the blocks of one method in the order of their addresses: labels, frames, lines and exception tables; what a single
 * instruction becomes is told by {@link Operations} and {@link Calls}.
 *
 * <p>The verifier holds every instruction of a guarded range against the handler's frame, while Dalvik looks only at those
 * that may throw. So a range ends before anything is written that its handler reads.
 */
final class Emitter {
    private static final int MOST_RANGES = 0xFFFF;
    private final Subject subject;
    private final Body body;
    private final Output out;
    private final Registers registers;
    private final Effects effects;
    private final Operations operations;
    private final Map<Integer, State> entries;
    private final Map<Integer, BitSet> live;
    private final Map<Integer, Label> labels = new HashMap<>();
    private final Map<Integer, Label> made = new HashMap<>();
    private final Map<Integer, Label> stubs = new TreeMap<>();
    private Label open;
    private int guard;
    private int ranges;

    Emitter(Subject subject, MethodVisitor into, Links links) {
        this.subject = subject;
        this.body = subject.body();
        this.entries = new Flow(subject).run();
        this.live = new Liveness(body, subject.budget()).run();
        this.out = new Output(into);
        this.registers = new Registers(subject, out);
        this.effects = new Effects(subject);
        this.operations = new Operations(subject, this, out, registers, effects, links);
    }

    void run() {
        out.visitCode();
        Instruction before = null;
        for (Instruction one : body.at.values()) {
            if (one.leader) {
                begin(one, before);
            }
            Integer line = body.lines.get(one.pc);
            if (line != null) {
                Label here = new Label();
                out.visitLabel(here);
                out.visitLineNumber(line, here);
            }
            protect(one);
            operations.write(one);
            effects.apply(one, registers.state);
            if (one.ends()) {
                unprotect();
            }
            before = one;
        }
        for (Map.Entry<Integer, Label> stub : stubs.entrySet()) {
            out.separate();
            out.visitLabel(stub.getValue());
            frame(stub.getKey(), caught(stub.getKey()));
            out.visitInsn(Opcodes.POP);
            out.visitJumpInsn(Opcodes.GOTO, label(stub.getKey()));
        }
        out.visitMaxs(out.deepest(), registers.count());
        out.visitEnd();
    }

    private void begin(Instruction one, Instruction before) {
        unprotect();
        boolean falls = before == null || !before.ends();
        boolean taken = body.caught.containsKey(one.pc);
        boolean takes = one.op == 0x0D;
        if (takes && (falls || one.jumped)) {
            throw new Untranslatable("an exception is taken where none arrives");
        }
        boolean stub = taken && !takes;
        if (one.jumped || taken) {
            out.separate();
            out.visitLabel(label(one.pc));
            frame(one.pc, takes ? new Object[] {caught(one.pc)} : new Object[0]);
        } else {
            out.visitLabel(label(one.pc));
        }
        if (stub) {
            stubs.computeIfAbsent(one.pc, k -> new Label());
        }
        registers.state = new State(entries.get(one.pc));
    }

    private String caught(int pc) {
        return thrown(body.caught.get(pc));
    }

    /** A class whose objects may be thrown, as far as it is known. */
    private String thrown(String type) {
        String name = Names.internal(type);
        TypeInfo info = subject.hierarchy().find(name);
        if (info != null && subject.hierarchy().isBelow(name, "java/lang/Object") && !subject.hierarchy().isBelow(name, "java/lang/Throwable")) {
            throw new Untranslatable("a handler takes what cannot be thrown");
        }
        return name;
    }

    private void frame(int pc, Object... stack) {
        registers.frame(entries.get(pc), live.get(pc), one -> madeAt(one.pc), stack);
    }

    Label label(int pc) {
        return labels.computeIfAbsent(pc, k -> new Label());
    }

    /** The place of a new-instance, by which frames name its object until its constructor has run. */
    Label madeAt(int pc) {
        return made.computeIfAbsent(pc, k -> new Label());
    }

    private void protect(Instruction one) {
        if (open != null && guard != one.guarded) {
            unprotect();
        }
        if (open == null && one.guarded >= 0 && one.mayThrow()) {
            open = new Label();
            guard = one.guarded;
            out.visitLabel(open);
        }
    }


    /** Ends the guarded range that is open, if one is. */
    void unprotect() {
        if (open != null) {
            Label end = new Label();
            out.visitLabel(end);
            Body.Guard of = body.guards[guard];
            for (int k = 0; k < of.handlers().length; k++) {
                if (++ranges > MOST_RANGES) {
                    throw new Untranslatable("a method guards too many places");
                }
                out.visitTryCatchBlock(open, end, handler(of.handlers()[k]), of.types()[k] == null ? null : thrown(of.types()[k]));
            }
            open = null;
        }
    }

    private Label handler(int pc) {
        return body.at.get(pc).op == 0x0D ? label(pc) : stubs.computeIfAbsent(pc, k -> new Label());
    }

    /** Writes the value on the stack to the one slot of an instruction's result, or drops it when nobody reads it. */
    void store(Instruction one, String type) {
        if ((one.live & 1) == 0) {
            out.pop(type);
            return;
        }
        if (one.handlerReads) {
            unprotect();
        }
        registers.storeSlot(one.defs[0]);
    }
}

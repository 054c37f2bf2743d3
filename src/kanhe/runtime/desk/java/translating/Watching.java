package kanhe.desk.translating;

import org.objectweb.asm.Opcodes;

/**
 * Calls to the recorder around a watched call.
 *
 * <p>The contract, as static methods of the recorder's class (by default {@code kanhe.desk.Recorder}):
 *
 * <pre>
 * void before(int id, Object receiver, Object[] arguments)               // just before; receiver null: static or a constructor
 * Object after(Object result, int id, Object receiver, Object[] arguments)  // what it returns is what the app gets
 * Object instead(int id, Object receiver, Object[] arguments)            // for hooks "instead": the call itself is not made
 * </pre>
 *
 * <p>Of a field that is read only {@code after} is told, without arguments. Primitive values are boxed. The result of a constructor is its object, and cannot be replaced. What {@code after} and
 * {@code instead} return must fit the method's return type; null stands for 0. An exception of the call skips {@code after}.
 */
final class Watching {
    private static final String GIVEN = "ILjava/lang/Object;[Ljava/lang/Object;)";
    private final Output out;
    private final Registers registers;

    Watching(Output out, Registers registers) {
        this.out = out;
        this.registers = registers;
    }

    void before(Hooks.Hook hook, Instruction one, DexFile.Proto proto, boolean instance) {
        given(hook, one, proto, instance);
        out.call(hook.recorder(), "before", "(" + GIVEN + "V");
    }

    void after(Hooks.Hook hook, Instruction one, DexFile.Proto proto, boolean instance) {
        boolean nothing = proto.result().equals("V");
        if (nothing) {
            out.visitInsn(Opcodes.ACONST_NULL);
        } else {
            Boxes.box(out, proto.result());
        }
        given(hook, one, proto, instance);
        out.call(hook.recorder(), "after", "(Ljava/lang/Object;" + GIVEN + "Ljava/lang/Object;");
        Boxes.unbox(out, proto.result());
    }

    /** Behind the read of a field. */
    void read(Hooks.Hook hook, String type) {
        Boxes.box(out, type);
        out.number(hook.id());
        out.visitInsn(Opcodes.ACONST_NULL);
        out.visitInsn(Opcodes.ACONST_NULL);
        out.call(hook.recorder(), "after", "(Ljava/lang/Object;" + GIVEN + "Ljava/lang/Object;");
        Boxes.unbox(out, type);
    }

    /** Behind a constructor: {@code one} has its object in the first register. */
    void made(Hooks.Hook hook, Instruction one, DexFile.Proto proto) {
        registers.loadRaw(one.registers[0]);
        registers.loadRaw(one.registers[0]);
        arguments(hook, one, proto, 1);
        out.call(hook.recorder(), "after", "(Ljava/lang/Object;" + GIVEN + "Ljava/lang/Object;");
        out.visitInsn(Opcodes.POP);
    }

    void instead(Hooks.Hook hook, Instruction one, DexFile.Proto proto, boolean instance) {
        given(hook, one, proto, instance);
        out.call(hook.recorder(), "instead", "(" + GIVEN + "Ljava/lang/Object;");
        Boxes.unbox(out, proto.result());
    }

    private void given(Hooks.Hook hook, Instruction one, DexFile.Proto proto, boolean instance) {
        out.number(hook.id());
        if (instance) {
            registers.load(one.registers[0], Names.OBJECT);
        } else {
            out.visitInsn(Opcodes.ACONST_NULL);
        }
        list(one, proto, one.registers.length - words(proto));
    }

    private void arguments(Hooks.Hook hook, Instruction one, DexFile.Proto proto, int from) {
        out.number(hook.id());
        out.visitInsn(Opcodes.SWAP);
        list(one, proto, from);
    }

    private static int words(DexFile.Proto proto) {
        return proto.parameters().stream().mapToInt(type -> Names.isWide(type) ? 2 : 1).sum();
    }

    private void list(Instruction one, DexFile.Proto proto, int from) {
        out.number(proto.parameters().size());
        out.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        int at = from;
        int index = 0;
        for (String type : proto.parameters()) {
            out.visitInsn(Opcodes.DUP);
            out.number(index++);
            registers.load(one.registers[at], Names.isReference(type) ? Names.OBJECT : type);
            Boxes.box(out, type);
            out.visitInsn(Opcodes.AASTORE);
            at += Names.isWide(type) ? 2 : 1;
        }
    }
}

package kanhe.desk.translating;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes one method's code and knows whether anything was written since the last frame, and how deep the stack may get. */
final class Output extends MethodVisitor {
    private boolean written = true;
    private int deepest = 8;

    Output(MethodVisitor into) {
        super(Opcodes.ASM9, into);
    }

    /** Two frames may not stand at one place: a nop goes between them. */
    void separate() {
        if (!written) {
            visitInsn(Opcodes.NOP);
        }
    }

    @Override
    public void visitFrame(int type, int locals, Object[] local, int stack, Object[] held) {
        super.visitFrame(type, locals, local, stack, held);
        written = false;
    }

    /** So many words lie on the stack at once. */
    void depth(int words) {
        deepest = Math.max(deepest, words);
    }

    int deepest() {
        return deepest;
    }

    void number(int value) {
        if (value >= -1 && value <= 5) {
            visitInsn(Opcodes.ICONST_0 + value);
        } else if (value == (byte) value) {
            visitIntInsn(Opcodes.BIPUSH, value);
        } else if (value == (short) value) {
            visitIntInsn(Opcodes.SIPUSH, value);
        } else {
            visitLdcInsn(value);
        }
    }

    /** The value of a type that stands for nothing: null, 0, or no value at all. */
    void nothing(String descriptor) {
        if (descriptor.equals("V")) {
            return;
        }
        visitInsn(switch (Kinds.of(descriptor)) {
            case Kinds.INT -> Opcodes.ICONST_0;
            case Kinds.FLOAT -> Opcodes.FCONST_0;
            case Kinds.LONG -> Opcodes.LCONST_0;
            case Kinds.DOUBLE -> Opcodes.DCONST_0;
            default -> Opcodes.ACONST_NULL;
        });
    }

    void pop(String descriptor) {
        if (!descriptor.equals("V")) {
            visitInsn(Names.isWide(descriptor) ? Opcodes.POP2 : Opcodes.POP);
        }
    }

    void call(String owner, String name, String descriptor) {
        visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }

    @Override
    public void visitInsn(int opcode) {
        written = true;
        super.visitInsn(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        written = true;
        super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
        written = true;
        super.visitVarInsn(opcode, local);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        written = true;
        super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        written = true;
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean inInterface) {
        written = true;
        super.visitMethodInsn(opcode, owner, name, descriptor, inInterface);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle handle, Object... arguments) {
        written = true;
        super.visitInvokeDynamicInsn(name, descriptor, handle, arguments);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        written = true;
        super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitLdcInsn(Object value) {
        written = true;
        super.visitLdcInsn(value);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
        written = true;
        super.visitTableSwitchInsn(min, max, other, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
        written = true;
        super.visitLookupSwitchInsn(other, keys, labels);
    }
}

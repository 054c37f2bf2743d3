package kanhe.desk.translating;

import org.objectweb.asm.Opcodes;

/** What calls and accesses to fields become: of the right form for what is called, and harmless where nothing is there. */
final class Calls {
    private static final int VIRTUAL = 0x6E;
    private static final int SUPER = 0x6F;
    private static final int DIRECT = 0x70;
    private static final int STATIC = 0x71;
    private static final int PROTECTED = 0x4;
    private final Subject subject;
    private final DexFile dex;
    private final Emitter place;
    private final Output out;
    private final Registers registers;
    private final Effects effects;
    private final Links links;

    Calls(Subject subject, Emitter place, Output out, Registers registers, Effects effects, Links links) {
        this.subject = subject;
        this.dex = subject.dex();
        this.place = place;
        this.out = out;
        this.registers = registers;
        this.effects = effects;
        this.links = links;
    }

    void invoke(Instruction one) {
        DexFile.Proto proto = effects.protoOf(one);
        out.depth(3 * one.registers.length + 16);
        if (one.op >= 0xFC) {
            CallSite site = CallSite.read(dex, one.index, subject.hierarchy());
            arguments(one, proto, 0);
            out.visitInvokeDynamicInsn(site.name(), site.type(), site.bootstrap(), site.arguments());
        } else if (one.op >= 0xFA) {
            DexFile.Method method = dex.method(one.index);
            registers.load(one.registers[0], method.owner());
            arguments(one, proto, 1);
            out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.internal(method.owner()), method.name(), proto.text(), false);
        } else {
            method(one, dex.method(one.index));
        }
        if (one.taker == null) {
            out.pop(proto.result());
        }
    }

    private void method(Instruction one, DexFile.Method method) {
        int form = one.op >= 0x74 ? one.op - 6 : one.op;
        if (form == DIRECT && method.name().equals("<init>")) {
            constructor(one, method);
            return;
        }
        if (method.name().charAt(0) == '<') {
            throw new Untranslatable("a constructor is called like a method");
        }
        String owner = Names.internal(method.owner());
        String key = method.name() + method.proto().text();
        if (links.isAbsent(owner, key, form == STATIC, form > STATIC)) {
            links.reached(out, owner, key);
            out.nothing(method.proto().result());
            return;
        }
        boolean instance = form != STATIC;
        if (instance) {
            registers.load(one.registers[0], receiver(form, method, owner, key));
        }
        arguments(one, method.proto(), instance ? 1 : 0);
        call(form, owner, method);
        links.check(out, owner, key);
    }

    private void arguments(Instruction one, DexFile.Proto proto, int from) {
        int at = from;
        for (String type : proto.parameters()) {
            registers.load(one.registers[at], type);
            at += Names.isWide(type) ? 2 : 1;
        }
    }

    private String receiver(int form, DexFile.Method method, String owner, String key) {
        if (form == SUPER || form == DIRECT && owner.equals(subject.owner().name)) {
            return subject.owner().type;
        }
        return form == VIRTUAL && isProtected(subject.hierarchy().method(owner, key)) && method.owner().charAt(0) == 'L'
                ? subject.owner().type : method.owner();
    }

    /** Whether the verifier takes nothing but an object of the calling class here. */
    private boolean isProtected(Hierarchy.Found found) {
        String self = subject.owner().name;
        return found != null && (found.access() & PROTECTED) != 0
                && !Names.packageOf(found.owner().name()).equals(Names.packageOf(self))
                && subject.hierarchy().isBelow(self, found.owner().name());
    }

    private void call(int form, String owner, DexFile.Method method) {
        Hierarchy hierarchy = subject.hierarchy();
        String name = method.name();
        String type = method.proto().text();
        boolean inInterface = hierarchy.isInterface(owner);
        if (form == STATIC) {
            out.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, type, inInterface);
        } else if (form == SUPER) {
            String above = above(owner, inInterface);
            out.visitMethodInsn(Opcodes.INVOKESPECIAL, above, name, type, hierarchy.isInterface(above));
        } else if (form == DIRECT && owner.equals(subject.owner().name)) {
            out.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, name, type, inInterface);
        } else {
            boolean unknown = hierarchy.find(owner) == null && owner.charAt(0) != '[';
            boolean byInterface = inInterface || unknown && form > STATIC;
            out.visitMethodInsn(byInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL, owner, name, type, byInterface);
        }
    }

    /** Dalvik names any class or interface above; the JVM wants the one directly above, or an interface the class itself names. */
    private String above(String owner, boolean inInterface) {
        if (inInterface) {
            for (String name : subject.owner().interfaces) {
                if (subject.hierarchy().ancestors(name).contains(owner)) {
                    return name;
                }
            }
        }
        return subject.owner().above;
    }

    private void constructor(Instruction one, DexFile.Method method) {
        Object raw = registers.state.types[one.registers[0]];
        String made = raw instanceof Instruction of ? Names.internal(dex.type(of.index)) : subject.owner().name;
        String owner = Names.internal(method.owner());
        String type = method.proto().text();
        String key = method.name() + type;
        if (links.isAbsent(owner, key, false, false)) {
            links.reached(out, owner, key);
            registers.loadRaw(one.registers[0]);
            out.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", links.anyConstructor(out, owner), false);
            return;
        }
        registers.loadRaw(one.registers[0]);
        arguments(one, method.proto(), 1);
        String first = raw == State.THIS && !owner.equals(made) ? subject.owner().above : made;
        if (first.equals(owner)) {
            out.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", type, false);
        } else {
            out.visitInsn(Opcodes.ACONST_NULL);
            out.visitMethodInsn(Opcodes.INVOKESPECIAL, first, "<init>", links.shortcuts().to(first, owner, type), false);
        }
    }

    void field(Instruction one) {
        DexFile.Field field = dex.field(one.index);
        String owner = Names.internal(field.owner());
        String key = Hierarchy.fieldKey(field.name(), field.type());
        boolean isStatic = one.op >= 0x60;
        boolean put = one.op >= 0x67 || one.op >= 0x59 && !isStatic;
        out.depth(12);
        if (links.isFieldAbsent(owner, key, isStatic)) {
            links.reached(out, owner, key);
            if (!put) {
                out.nothing(field.type());
                place.store(one, field.type());
            }
            return;
        }
        if (isStatic) {
            links.madeReached(out, owner);
        }
        if (!isStatic && put && registers.state.types[one.b] == State.THIS && owner.equals(subject.owner().name)) {
            // A constructor may fill fields of its own class before it calls the one above.
            registers.loadRaw(one.b);
        } else if (!isStatic) {
            boolean own = isProtected(subject.hierarchy().field(owner, key));
            registers.load(one.b, own ? subject.owner().type : field.owner());
        }
        if (put) {
            registers.load(one.a, field.type());
            out.visitFieldInsn(isStatic ? Opcodes.PUTSTATIC : Opcodes.PUTFIELD, owner, field.name(), field.type());
        } else {
            out.visitFieldInsn(isStatic ? Opcodes.GETSTATIC : Opcodes.GETFIELD, owner, field.name(), field.type());
            place.store(one, field.type());
        }
    }
}

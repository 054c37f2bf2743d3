package kanhe.desk.translating;

/** The method that is being translated, and the world it lives in. */
record Subject(DexClass owner, DexClass.MethodDef method, Body body, Hierarchy hierarchy, Budget budget) {
    DexFile dex() {
        return owner.dex;
    }

    boolean isStatic() {
        return (method.access() & 0x8) != 0;
    }

    boolean isConstructor() {
        return method.ref().name().equals("<init>");
    }

    String result() {
        return method.ref().proto().result();
    }

    /** What registers hold when the method is entered. */
    State entry() {
        State state = new State(body.registers);
        int at = body.registers - body.ins;
        if (!isStatic()) {
            boolean raw = isConstructor() && !owner.type.equals(Names.OBJECT);
            state.set(at++, 1 << Kinds.REFERENCE, raw ? State.THIS : owner.type);
        }
        for (String type : method.ref().proto().parameters()) {
            int kind = Kinds.of(type);
            state.set(at, 1 << kind, kind == Kinds.REFERENCE ? type : null);
            at += Kinds.isWide(kind) ? 2 : 1;
        }
        if (at != body.registers) {
            throw new Untranslatable("a method's registers do not fit its parameters");
        }
        return state;
    }
}

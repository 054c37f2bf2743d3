package kanhe.desk.translating;

/** Kinds of the operands and of the result of one arithmetic opcode, and the JVM's opcodes that do the same. */
record Arithmetic(int left, int right, int result, int... jvm) {
    private static final int I = Kinds.INT;
    private static final int F = Kinds.FLOAT;
    private static final int J = Kinds.LONG;
    private static final int D = Kinds.DOUBLE;
    private static final int NONE = -1;
    private static final Arithmetic[] OF = new Arithmetic[256];

    static {
        // Order of the opcodes: neg-int not-int neg-long not-long neg-float neg-double, then conversions.
        Arithmetic[] unary = {
            new Arithmetic(I, NONE, I, 0x74), new Arithmetic(I, NONE, I, 0x02, 0x82), new Arithmetic(J, NONE, J, 0x75),
            new Arithmetic(J, NONE, J, 0x02, 0x85, 0x83), new Arithmetic(F, NONE, F, 0x76), new Arithmetic(D, NONE, D, 0x77),
            new Arithmetic(I, NONE, J, 0x85), new Arithmetic(I, NONE, F, 0x86), new Arithmetic(I, NONE, D, 0x87),
            new Arithmetic(J, NONE, I, 0x88), new Arithmetic(J, NONE, F, 0x89), new Arithmetic(J, NONE, D, 0x8A),
            new Arithmetic(F, NONE, I, 0x8B), new Arithmetic(F, NONE, J, 0x8C), new Arithmetic(F, NONE, D, 0x8D),
            new Arithmetic(D, NONE, I, 0x8E), new Arithmetic(D, NONE, J, 0x8F), new Arithmetic(D, NONE, F, 0x90),
            new Arithmetic(I, NONE, I, 0x91), new Arithmetic(I, NONE, I, 0x92), new Arithmetic(I, NONE, I, 0x93),
        };
        System.arraycopy(unary, 0, OF, 0x7B, unary.length);
        // add sub mul div rem and or xor shl shr ushr
        int[] ints = {0x60, 0x64, 0x68, 0x6C, 0x70, 0x7E, 0x80, 0x82, 0x78, 0x7A, 0x7C};
        for (int k = 0; k < ints.length; k++) {
            OF[0x90 + k] = OF[0xB0 + k] = new Arithmetic(I, I, I, ints[k]);
            OF[0x9B + k] = OF[0xBB + k] = new Arithmetic(J, k >= 8 ? I : J, J, ints[k] + 1);
        }
        for (int k = 0; k < 5; k++) {
            OF[0xA6 + k] = OF[0xC6 + k] = new Arithmetic(F, F, F, ints[k] + 2);
            OF[0xAB + k] = OF[0xCB + k] = new Arithmetic(D, D, D, ints[k] + 3);
        }
        int[] literal = {0x60, 0x64, 0x68, 0x6C, 0x70, 0x7E, 0x80, 0x82, 0x78, 0x7A, 0x7C};
        for (int k = 0; k < literal.length; k++) {
            OF[0xD8 + k] = new Arithmetic(I, NONE, I, literal[k]);
            if (k < 8) {
                OF[0xD0 + k] = OF[0xD8 + k];
            }
        }
    }

    static Arithmetic of(int op) {
        if (OF[op] == null) {
            throw new Untranslatable("an opcode is not known");
        }
        return OF[op];
    }
}

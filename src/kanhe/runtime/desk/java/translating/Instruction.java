package kanhe.desk.translating;

/** One Dalvik instruction, decoded; what the analysis of its method found is kept beside it. */
final class Instruction {
    final int pc;
    final int op;
    final int width;
    int a;
    int b;
    int c;
    /** The number it carries, or where the table of a switch or an array lies. */
    long literal;
    /** Index of the string, type, field, method, call site, handle or prototype. */
    int index = -1;
    /** Index of the prototype of invoke-polymorphic. */
    int second = -1;
    int[] registers;
    /** Addresses it may jump to; a switch has one for each of {@link #keys}. */
    int[] targets = NOWHERE;
    int[] keys;
    /** Of fill-array-data: bytes an element and the bytes. */
    int element;
    byte[] payload;
    /** The invoke or filled-new-array whose result this move-result takes. */
    Instruction source;
    /** The move-result that takes this one's result. */
    Instruction taker;
    /** Number of its try item, -1 for none. */
    int guarded = -1;
    /** Whether a block begins here, and whether a jump leads here. */
    boolean leader;
    boolean jumped;

    /** Slots ({@link Kinds}) read, and written. A move pairs them. */
    int[] uses = NOWHERE;
    int[] defs = NOWHERE;
    boolean pairs;
    /** Bit k: what is written to defs[k] is read later. */
    int live;
    /** Whether a handler of its try item reads what is written here. */
    boolean handlerReads;

    static final int[] NOWHERE = {};

    Instruction(int pc, int op, int width) {
        this.pc = pc;
        this.op = op;
        this.width = width;
    }

    boolean isInvoke() {
        return op >= 0x6E && op <= 0x72 || op >= 0x74 && op <= 0x78 || op >= 0xFA && op <= 0xFD;
    }

    boolean isMoveResult() {
        return op >= 0x0A && op <= 0x0C;
    }

    boolean leavesResult() {
        return isInvoke() || op == 0x24 || op == 0x25;
    }

    /** Whether control never goes on behind it. */
    boolean ends() {
        return op >= 0x0E && op <= 0x11 || op >= 0x27 && op <= 0x2A;
    }

    /** Whether the platform may leave it by an exception. */
    boolean mayThrow() {
        return op >= 0x1A && op <= 0x27 && op != 0x26 || op == 0x26 || op >= 0x44 && op <= 0x78 && op != 0x73
                || op == 0x93 || op == 0x94 || op == 0x9E || op == 0x9F || op == 0xB3 || op == 0xB4 || op == 0xBE || op == 0xBF
                || op == 0xD3 || op == 0xD4 || op == 0xDB || op == 0xDC || op >= 0xFA;
    }
}

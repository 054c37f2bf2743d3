package kanhe.desk.translating;

import java.util.TreeMap;

/** Line numbers of a method: address of an instruction → line. */
final class Lines {
    private static final int MOST = 1 << 20;

    private Lines() {}

    static TreeMap<Integer, Integer> read(DexFile dex, int offset) {
        TreeMap<Integer, Integer> found = new TreeMap<>();
        if (offset == 0) {
            return found;
        }
        try {
            run(dex.at(offset), found);
        } catch (IndexOutOfBoundsException | Untranslatable damaged) {
            // Lines are an ornament: code with damaged ones runs all the same.
        }
        return found;
    }

    private static void run(Bytes at, TreeMap<Integer, Integer> found) {
        int line = at.uleb();
        int address = 0;
        int parameters = at.uleb();
        for (int k = 0; k < parameters; k++) {
            at.uleb();
        }
        for (int steps = 0; steps < MOST; steps++) {
            int opcode = at.u1();
            switch (opcode) {
                case 0x00 -> {
                    return;
                }
                case 0x01 -> address += at.uleb();
                case 0x02 -> line += at.sleb();
                case 0x03 -> skip(at, 3);
                case 0x04 -> skip(at, 4);
                case 0x05, 0x06, 0x09 -> skip(at, 1);
                case 0x07, 0x08 -> { }
                default -> {
                    address += (opcode - 0x0A) / 15;
                    line += -4 + (opcode - 0x0A) % 15;
                    if (line > 0 && line <= 0xFFFF) {
                        found.put(address, line);
                    }
                }
            }
        }
    }

    private static void skip(Bytes at, int numbers) {
        for (int k = 0; k < numbers; k++) {
            at.uleb();
        }
    }
}

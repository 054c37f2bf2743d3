package kanhe.desk.translating;

/** How each opcode's operands lie in its code units; the first letter of a format is its width in units. */
final class Formats {
    private static final String[] OF = new String[256];

    static {
        String[] rows = {
            "10x 00", "12x 01", "22x 02", "32x 03", "12x 04", "22x 05", "32x 06", "12x 07", "22x 08", "32x 09", "11x 0A-0D",
            "10x 0E", "11x 0F-11", "11n 12", "21s 13", "31i 14", "21h 15", "21s 16", "31i 17", "51l 18", "21h 19", "21c 1A",
            "31c 1B", "21c 1C", "11x 1D-1E", "21c 1F", "22c 20", "12x 21", "21c 22", "22c 23", "35c 24", "3rc 25", "31t 26",
            "11x 27", "10t 28", "20t 29", "30t 2A", "31t 2B-2C", "23x 2D-31", "22t 32-37", "21t 38-3D", "23x 44-51", "22c 52-5F",
            "21c 60-6D", "35c 6E-72", "3rc 74-78", "12x 7B-8F", "23x 90-AF", "12x B0-CF", "22s D0-D7", "22b D8-E2", "45cc FA",
            "4rcc FB", "35c FC", "3rc FD", "21c FE-FF",
        };
        for (String row : rows) {
            String[] parts = row.split("[ -]");
            int last = Integer.parseInt(parts[parts.length - 1], 16);
            for (int k = Integer.parseInt(parts[1], 16); k <= last; k++) {
                OF[k] = parts[0].intern();
            }
        }
    }

    private Formats() {}

    static Instruction decode(Units code, int pc) {
        int head = code.at(pc);
        int op = head & 0xFF;
        int high = head >> 8;
        String format = OF[op];
        if (format == null) {
            throw new Untranslatable("an opcode is not known");
        }
        Instruction one = new Instruction(pc, op, format.charAt(0) - '0');
        one.a = high;
        switch (format) {
            case "10x", "11x" -> { }
            case "12x" -> nibbles(one, high);
            case "11n" -> {
                one.a = high & 15;
                one.literal = (byte) high >> 4;
            }
            case "10t" -> target(one, (byte) high);
            case "20t" -> target(one, (short) code.at(pc + 1));
            case "30t" -> target(one, code.word(pc + 1));
            case "22x" -> one.b = code.at(pc + 1);
            case "21t" -> target(one, (short) code.at(pc + 1));
            case "21s" -> one.literal = (short) code.at(pc + 1);
            case "21h" -> one.literal = op == 0x19 ? (long) code.at(pc + 1) << 48 : code.at(pc + 1) << 16;
            case "21c" -> one.index = code.at(pc + 1);
            case "23x" -> {
                one.b = code.at(pc + 1) & 0xFF;
                one.c = code.at(pc + 1) >> 8;
            }
            case "22b" -> {
                one.b = code.at(pc + 1) & 0xFF;
                one.literal = (byte) (code.at(pc + 1) >> 8);
            }
            case "22t" -> {
                nibbles(one, high);
                target(one, (short) code.at(pc + 1));
            }
            case "22s" -> {
                nibbles(one, high);
                one.literal = (short) code.at(pc + 1);
            }
            case "22c" -> {
                nibbles(one, high);
                one.index = code.at(pc + 1);
            }
            case "32x" -> {
                one.a = code.at(pc + 1);
                one.b = code.at(pc + 2);
            }
            case "31i", "31t" -> one.literal = code.word(pc + 1);
            case "31c" -> one.index = code.word(pc + 1);
            case "35c", "45cc" -> few(one, code, high);
            case "3rc", "4rcc" -> range(one, code, high);
            default -> one.literal = code.word(pc + 1) & 0xFFFFFFFFL | (long) code.word(pc + 3) << 32;
        }
        return one;
    }

    private static void nibbles(Instruction one, int high) {
        one.a = high & 15;
        one.b = high >> 4;
    }

    private static void target(Instruction one, int distance) {
        one.targets = new int[] {one.pc + distance};
    }

    private static void few(Instruction one, Units code, int high) {
        int many = high >> 4;
        int packed = code.at(one.pc + 2);
        if (many > 5) {
            throw new Untranslatable("a call has more than five registers");
        }
        one.index = code.at(one.pc + 1);
        one.registers = new int[many];
        for (int k = 0; k < many; k++) {
            one.registers[k] = k == 4 ? high & 15 : packed >> 4 * k & 15;
        }
        if (one.width == 4) {
            one.second = code.at(one.pc + 3);
        }
    }

    private static void range(Instruction one, Units code, int many) {
        int first = code.at(one.pc + 2);
        one.index = code.at(one.pc + 1);
        one.registers = new int[many];
        for (int k = 0; k < many; k++) {
            one.registers[k] = first + k;
        }
        if (one.width == 4) {
            one.second = code.at(one.pc + 3);
        }
    }
}

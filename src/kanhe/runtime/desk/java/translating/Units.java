package kanhe.desk.translating;

import java.nio.ByteBuffer;

/** The code units of one method body. */
final class Units {
    private final ByteBuffer data;
    private final int start;
    final int size;

    Units(ByteBuffer data, int start, int size) {
        if (size < 0 || start + 2L * size > data.limit()) {
            throw new Untranslatable("a method body is longer than its file");
        }
        this.data = data;
        this.start = start;
        this.size = size;
    }

    int at(int pc) {
        if (pc < 0 || pc >= size) {
            throw new Untranslatable("control runs out of the method body");
        }
        return data.getShort(start + 2 * pc) & 0xFFFF;
    }

    int word(int pc) {
        return at(pc) | at(pc + 1) << 16;
    }

    byte[] bytes(int pc, long size) {
        if (size < 0 || size > 2L * (this.size - pc)) {
            throw new Untranslatable("an array is longer than its method body");
        }
        byte[] found = new byte[(int) size];
        data.get(start + 2 * pc, found);
        return found;
    }
}

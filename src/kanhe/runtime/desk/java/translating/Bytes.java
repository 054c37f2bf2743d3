package kanhe.desk.translating;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A place in a dex image that moves forward as it is read; reading outside raises IndexOutOfBoundsException. */
final class Bytes {
    private final ByteBuffer data;
    int at;

    Bytes(ByteBuffer data, int at) {
        this.data = data;
        this.at = at;
    }

    static ByteBuffer image(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int u1() {
        return data.get(at++) & 0xFF;
    }

    int u2() {
        int value = data.getShort(at) & 0xFFFF;
        at += 2;
        return value;
    }

    int i4() {
        int value = data.getInt(at);
        at += 4;
        return value;
    }

    /** A count or an offset: whatever does not fit into 31 bits lies outside every image. */
    int uleb() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = u1();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new Untranslatable("a number has more than five bytes");
    }

    int sleb() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = u1();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                int unused = 32 - shift - 7;
                return unused > 0 ? value << unused >> unused : value;
            }
        }
        throw new Untranslatable("a number has more than five bytes");
    }

    /** A text in modified UTF-8, as long as it says in UTF-16 units. */
    String text() {
        int length = uleb();
        if (length < 0 || length > data.limit()) {
            throw new Untranslatable("a text is longer than its file");
        }
        char[] units = new char[length];
        for (int k = 0; k < length; k++) {
            int first = u1();
            if (first < 0x80) {
                units[k] = (char) first;
            } else if (first < 0xE0) {
                units[k] = (char) ((first & 0x1F) << 6 | u1() & 0x3F);
            } else {
                units[k] = (char) ((first & 0x0F) << 12 | (u1() & 0x3F) << 6 | u1() & 0x3F);
            }
        }
        return new String(units);
    }
}

package kanhe.desk.translating;

import java.util.ArrayList;
import java.util.List;

/** Texts that are too long for one constant of a class file. */
final class Texts {
    private static final int MOST_BYTES = 0xFFFF;

    private Texts() {}

    /** The text in pieces that each fit; one piece for nearly all. */
    static String[] parts(String text) {
        if (text.length() <= MOST_BYTES / 3) {
            return new String[] {text};
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        int bytes = 0;
        for (int k = 0; k < text.length(); k++) {
            int size = size(text.charAt(k));
            if (bytes + size > MOST_BYTES) {
                parts.add(text.substring(start, k));
                start = k;
                bytes = 0;
            }
            bytes += size;
        }
        parts.add(text.substring(start));
        return parts.toArray(new String[0]);
    }

    private static int size(char c) {
        return c > 0 && c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
}

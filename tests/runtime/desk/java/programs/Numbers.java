package programs;

/** Arithmetic of all kinds, at its edges. */
final class Numbers {
    static final int[] INTS = {0, 1, -1, 7, -7, 31, 32, 33, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FFF8001};
    static final long[] LONGS = {0, 1, -1, 63, 64, 65, Long.MAX_VALUE, Long.MIN_VALUE, 0x123456789ABCDEFL, -12345678901L};
    static final float[] FLOATS = {0f, -0f, 1.5f, -2.25f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, 3e9f};
    static final double[] DOUBLES = {0, -0.0, 1.5, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1e300, -4e18};
    static final byte[] BYTES = {-128, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 127};
    static final short[] SHORTS = {Short.MIN_VALUE, -300, 0, 300, Short.MAX_VALUE, 1, 2, 3, 4, 5};
    static final char[] CHARS = {0, 'a', '勘', '合', '\uFFFF', '\uD83D', 1, 2, 3, 4};
    static final boolean[] TRUTHS = {true, false, true, true, false, true, true, false, false, true};
    static final long CONSTANT = 1L << 40;
    static final float HALF = 0.5f;
    static final double THIRD = 1.0 / 3;
    static final byte SMALL = -3;
    static final char LETTER = '勘';
    static final boolean YES = true;
    static final String TEXT = "text\0of\uD800 all";

    static void run() {
        for (int a : INTS) {
            for (int b : INTS) {
                Main.tell(a + b, a - b, a * b, a & b, a | b, a ^ b, a << b, a >> b, a >>> b, -a, ~a, 5 - a, a * 100, a + 20000, a / 7, a % 9);
                Main.tell(b == 0 ? "by zero" : a / b + " " + a % b, a < b, a <= b, a == b, a > b, a >= b, a != b);
            }
            Main.tell((byte) a, (short) a, (char) a + 0, (long) a, (float) a, (double) a, a == 0, a != 0, a < 0, a > 0, a <= 0, a >= 0);
        }
        for (long a : LONGS) {
            for (long b : LONGS) {
                Main.tell(a + b, a - b, a * b, a & b, a | b, a ^ b, a << b, a >> b, a >>> b, -a, ~a, a < b, a == b, a >= b);
                Main.tell(b == 0 ? "by zero" : a / b + " " + a % b);
            }
            Main.tell((int) a, (float) a, (double) a, (byte) a, a << 3, a + CONSTANT);
        }
        for (float a : FLOATS) {
            for (float b : FLOATS) {
                Main.tell(a + b, a - b, a * b, a / b, a % b, a < b, a <= b, a > b, a >= b, a == b, a != b, !(a < b), !(a > b));
            }
            Main.tell((int) a, (long) a, (double) a, -a, a + HALF, a * 2);
        }
        for (double a : DOUBLES) {
            for (double b : DOUBLES) {
                Main.tell(a + b, a - b, a * b, a / b, a % b, a < b, a <= b, a > b, a >= b, a == b, !(a < b), !(a > b));
            }
            Main.tell((int) a, (long) a, (float) a, -a, a + THIRD);
        }
        Main.tell(SMALL, LETTER, YES, TEXT.length(), CONSTANT, HALF, THIRD);
        Main.tell(mixed(3, 4L, 5f, 6d, (byte) 7, 'c', true, (short) 8), zeros(true), zeros(false), wide(5, 6, 7));
        arrays();
    }

    static String mixed(int a, long b, float c, double d, byte e, char f, boolean g, short h) {
        a += b;
        b += c;
        c += d;
        d += a;
        return a + " " + b + " " + c + " " + d + " " + e + f + g + h;
    }

    /** A nought that is a number, a float and null in turn. */
    static String zeros(boolean way) {
        int i = 0;
        float f = 0;
        long l = 0;
        double d = 0;
        Object o = null;
        String s = null;
        int[] none = null;
        if (way) {
            i = 1;
            f = 1;
            l = 1;
            d = 1;
            o = "object";
            s = "string";
            none = new int[2];
        }
        return i + " " + f + " " + l + " " + d + " " + o + " " + s + " " + (none == null ? -1 : none.length);
    }

    static long wide(long a, long b, long c) {
        long first = a;
        for (int k = 0; k < 4; k++) {
            long next = a;
            a = b;
            b = c;
            c = next + first;
        }
        return a * 10000 + b * 100 + c;
    }

    static void arrays() {
        long sum = 0;
        for (byte b : BYTES) {
            sum = sum * 31 + b;
        }
        for (short s : SHORTS) {
            sum = sum * 31 + s;
        }
        for (char c : CHARS) {
            sum = sum * 31 + c;
        }
        for (boolean t : TRUTHS) {
            sum = sum * 31 + (t ? 1 : 2);
        }
        int[][] grid = new int[3][4];
        grid[1][2] = 5;
        grid[2] = new int[] {1, 2, 3};
        String[][] words = {{"a", "b"}, {}, {"c"}};
        Object[] objects = words;
        float[] floats = new float[2];
        floats[1] = 2.5f;
        double[] doubles = {1, 2, 3};
        doubles[0] += floats[1];
        long[] longs = new long[1];
        longs[0]--;
        char[] chars = new char[2];
        chars[0]++;
        byte[] bytes = new byte[1];
        bytes[0] += 200;
        Main.tell(sum, grid[1][2] + grid[2].length, words[2][0], objects.length, floats[0], doubles[0], longs[0], chars[0] + 0, bytes[0]);
        Main.tell(grid.clone().length, int[].class, String[][].class, int.class, Object.class.getName(), words instanceof Object[][]);
    }
}

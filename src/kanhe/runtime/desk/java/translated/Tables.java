package kanhe.desk.translated;

/** Fills arrays from numbers that lie in a text: a letter a byte, or a letter every two bytes. */
public final class Tables {
    private Tables() {}

    public static void fill(Object array, String data, int from, int width) {
        int units = width <= 2 ? 1 : width / 2;
        int count = data.length() / units;
        for (int k = 0; k < count; k++) {
            long value = 0;
            for (int n = 0; n < units; n++) {
                value |= (long) data.charAt(k * units + n) << 16 * n;
            }
            set(array, from + k, value);
        }
    }

    private static void set(Object array, int at, long value) {
        if (array instanceof byte[] bytes) {
            bytes[at] = (byte) value;
        } else if (array instanceof int[] ints) {
            ints[at] = (int) value;
        } else if (array instanceof char[] chars) {
            chars[at] = (char) value;
        } else if (array instanceof short[] shorts) {
            shorts[at] = (short) value;
        } else if (array instanceof long[] longs) {
            longs[at] = value;
        } else if (array instanceof float[] floats) {
            floats[at] = Float.intBitsToFloat((int) value);
        } else if (array instanceof double[] doubles) {
            doubles[at] = Double.longBitsToDouble(value);
        } else if (array instanceof boolean[] truths) {
            truths[at] = value != 0;
        }
    }
}

package kanhe.desk.translated;

/** Opens boxes whatever number they hold; nothing is 0. */
public final class Unboxed {
    private Unboxed() {}

    public static boolean ofZ(Object box) {
        return box instanceof Boolean truth ? truth : ofI(box) != 0;
    }

    public static byte ofB(Object box) {
        return (byte) ofI(box);
    }

    public static short ofS(Object box) {
        return (short) ofI(box);
    }

    public static char ofC(Object box) {
        return box instanceof Character letter ? letter : (char) ofI(box);
    }

    public static int ofI(Object box) {
        return box instanceof Number number ? number.intValue() : 0;
    }

    public static long ofJ(Object box) {
        return box instanceof Number number ? number.longValue() : 0;
    }

    public static float ofF(Object box) {
        return box instanceof Number number ? number.floatValue() : 0;
    }

    public static double ofD(Object box) {
        return box instanceof Number number ? number.doubleValue() : 0;
    }
}

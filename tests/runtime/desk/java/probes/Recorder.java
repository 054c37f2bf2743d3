package probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What translated code tells of watched calls, as a recorder of the desk would hear it. */
public final class Recorder {
    static final List<String> SEEN = new ArrayList<>();

    public static void before(int id, Object receiver, Object[] arguments) {
        SEEN.add("before " + id + " " + receiver + " " + Arrays.toString(arguments));
    }

    public static Object after(Object result, int id, Object receiver, Object[] arguments) {
        SEEN.add("after " + id + " " + receiver + " " + Arrays.toString(arguments) + " " + result);
        return id == 7 ? "replaced" : result;
    }

    public static Object instead(int id, Object receiver, Object[] arguments) {
        SEEN.add("instead " + id + " " + receiver + " " + Arrays.toString(arguments));
        return id == 8 ? null : (Object) 41L;
    }
}

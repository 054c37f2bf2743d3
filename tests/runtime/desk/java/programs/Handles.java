package programs;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Calls of method handles, whose type is told at each call. */
final class Handles {
    static void run() throws Exception {
        try {
            MethodHandle join = MethodHandles.lookup().findVirtual(String.class, "concat", MethodType.methodType(String.class, String.class));
            String exact = (String) join.invokeExact("a", "b");
            Object loose = join.invoke((Object) "c", "d");
            MethodHandle sum = MethodHandles.lookup().findStatic(Handles.class, "sum", MethodType.methodType(long.class, int.class, long.class, double.class));
            long wide = (long) sum.invokeExact(1, 2L, 3.5);
            Main.tell(exact, loose, wide);
        } catch (Throwable error) {
            throw new Exception(error);
        }
    }

    static long sum(int a, long b, double c) {
        return a + b + (long) c;
    }
}

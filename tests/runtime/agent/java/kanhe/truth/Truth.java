package kanhe.truth;

import java.util.ArrayList;
import java.util.List;

/** The program's own log: every platform method notes itself, so that what the agent tells can be compared call for call. */
public final class Truth {
    private static final List<String> LINES = new ArrayList<>();

    private Truth() {}

    /** Notes a call of the platform method that calls this one. */
    public static void seen(String descriptor) {
        StackTraceElement[] frames = new Throwable().getStackTrace();
        String api = frames[1].getClassName() + "." + frames[1].getMethodName();
        String caller = "";
        boolean inner = false;
        for (int i = 2; i < frames.length; i++) {
            String owner = frames[i].getClassName();
            if (!owner.startsWith("android.") && !owner.startsWith("com.android.") && !owner.startsWith("java.") && !owner.startsWith("jdk.")) {
                caller = owner + "." + frames[i].getMethodName() + ":" + frames[i].getLineNumber();
                break;
            }
            // A hooked method stands twice on the stack of this machine.
            inner |= !owner.startsWith("java.") && !owner.startsWith("jdk.") && !api.equals(owner + "." + frames[i].getMethodName());
        }
        String line = api + "\t" + descriptor + "\t" + caller + "\t" + inner + "\t" + Thread.currentThread().getName();
        synchronized (LINES) {
            LINES.add(line);
        }
    }

    /** Prints the log. */
    public static void print() {
        synchronized (LINES) {
            for (String line : LINES) System.out.println("CALL\t" + line);
        }
        System.out.flush();
    }
}

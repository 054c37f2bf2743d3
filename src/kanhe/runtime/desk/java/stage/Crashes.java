package kanhe.desk.stage;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import kanhe.desk.watch.Gap;
import kanhe.desk.watch.Recorder;

/** Exceptions that nobody in the app caught: told in the trace by their class and place, never by their text. */
final class Crashes {
  private static final List<String> TOLD = new ArrayList<>();

  private Crashes() {}

  static synchronized void tell(Recorder recorder, String where, Throwable problem) {
    Throwable cause = problem;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    StackTraceElement[] stack = cause.getStackTrace();
    String place = stack.length == 0 ? "?" : stack[0].getClassName() + "." + stack[0].getMethodName() + ":" + stack[0].getLineNumber();
    String what = where + ": " + cause.getClass().getName() + " at " + place;
    recorder.gap(Gap.UNCAUGHT, what);
    String text = Gap.UNCAUGHT.code() + ": " + what;
    TOLD.add(text);
    PrintStream log = System.err;
    log.println(text);
    problem.printStackTrace(log);
  }

  /** How many there were so far. */
  static synchronized int count() {
    return TOLD.size();
  }

  static synchronized List<String> since(int count) {
    return new ArrayList<>(TOLD.subList(count, TOLD.size()));
  }
}

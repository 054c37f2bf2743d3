package kanhe.desk.watch;

import java.util.Locale;

/** Kinds of what could not be run or watched; the sentences to them stand where traces are read. */
public enum Gap {
  ABSENT,
  BLOCKED,
  BUSY_MAIN,
  BUSY_THREAD,
  MADE_CLASS,
  NATIVE_LIBRARY,
  NATIVE_METHOD,
  PROCESS_ENDED,
  UNCAUGHT,
  WEB_PAGE;

  /** As it stands in the trace. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The reason in the trace: the code, and what it is about. */
  String reason(String what) {
    return what.isEmpty() ? code() : code() + ": " + what;
  }

  public static Gap of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}

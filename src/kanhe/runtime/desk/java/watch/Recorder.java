package kanhe.desk.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import kanhe.desk.clock.VirtualTime;

/** Writes down what the app does: facts only, never a value. */
public final class Recorder {
  private static final int MOST_FRAMES = 48;
  private static final StackWalker WALKER = StackWalker.getInstance();

  private final TraceFile file;
  private final TraceFile flows;
  private final Points points;
  private final Canaries canaries;
  private final Digests digests;
  private final Grants grants;
  private final String process;
  private final AtomicLong number = new AtomicLong();
  private final Set<String> told = new HashSet<>();
  private final double begin;

  public Recorder(
      TraceFile file, TraceFile flows, Points points, Canaries canaries, Digests digests, Grants grants, String process, long epoch) {
    this.file = file;
    this.flows = flows;
    this.points = points;
    this.canaries = canaries;
    this.digests = digests;
    this.grants = grants;
    this.process = process;
    this.begin = epoch / 1000.0;
  }

  public Points points() {
    return points;
  }

  /** The moment in seconds since 1970 by the app's clock. */
  public double now() {
    return Math.max(begin, VirtualTime.epochMillis() / 1000.0 + VirtualTime.nanoTime() / 1e9);
  }

  /** A call that came back; returns what the app gets to see. */
  public Object returned(int id, String via, Object[] words, Object result, String type) {
    Point point = points.get(id);
    Point.Meaning meaning = point.meaning(words);
    if (meaning == null) {
      return result;
    }
    Canaries.Canary canary = canaries.in(meaning.kind, result, type);
    Object given = canary == null || canary.instead == null ? result : canary.instead;
    call(point, meaning, via, words, given, canary == null ? null : canary.id, null);
    return given;
  }

  /** A call that threw; returns what the app gets to see instead, or null if it is to see the exception. */
  public Object threw(int id, String via, Object[] words, Throwable problem, String type) {
    Point point = points.get(id);
    Point.Meaning meaning = point.meaning(words);
    if (meaning == null) {
      return null;
    }
    Canaries.Canary canary = canaries.in(meaning.kind, null, type);
    boolean instead = canary != null && canary.instead != null && !(problem instanceof ThreadDeath);
    call(
        point, meaning, via, words, instead ? canary.instead : null, instead ? canary.id : null,
        instead ? null : problem.getClass().getName());
    return instead ? canary.instead : null;
  }

  /** A read of a field that holds an item. */
  public Object field(String kind, String owner, String name, Object value, String type) {
    Canaries.Canary canary = canaries.in(kind, value, type);
    Object given = canary == null || canary.instead == null ? value : canary.instead;
    Point point = new Point(owner, name, null);
    call(point, new Point.Meaning(kind, -1, "", ""), "java", new Object[0], given, canary == null ? null : canary.id, null);
    return given;
  }

  private void call(
      Point point, Point.Meaning meaning, String via, Object[] words, Object result, String canary, String thrown) {
    List<String> shown = new ArrayList<>();
    if (meaning.argument >= 0 && meaning.argument < words.length) {
      shown.add(cut(Point.shown(words[meaning.argument]), 200));
    }
    Integer length = length(result);
    String digest = result instanceof CharSequence || result instanceof Number ? digests.of(String.valueOf(result)) : null;
    file.put(
        Json.object(
            "t", "call", "n", number.getAndIncrement(), "ts", now(), "api", point.api(), "pid", 1000,
            "tid", Thread.currentThread().getId(), "proc", process, "sig", point.proto, "via", via, "kind", meaning.kind,
            "args", shown.isEmpty() ? null : new Json.Raw(Json.object("shown", shown)),
            "ret", length == null && digest == null && canary == null ? null
                : new Json.Raw(Json.object("len", length, "d", digest, "canary", canary)),
            "thr", thrown, "perm", grants.of(meaning.kind), "stk", stack()));
  }

  private static Integer length(Object result) {
    if (result instanceof CharSequence) {
      return ((CharSequence) result).length();
    }
    return result instanceof java.util.Collection ? Integer.valueOf(((java.util.Collection<?>) result).size()) : null;
  }

  /** The notification of a service that runs in front appeared or went. */
  public void foregroundService(String component, boolean on) {
    file.put(Json.object("t", "ui", "ts", now(), "ev", "fg_service", "comp", component, "on", on));
  }

  /** The stack of the caller, nearest frame first, without what is ours. */
  public int stack() {
    List<String> frames = new ArrayList<>();
    WALKER.forEach(
        frame -> {
          String owner = frame.getClassName();
          if (frames.size() < MOST_FRAMES
              && !owner.startsWith("kanhe.desk.")
              && !owner.startsWith("org.robolectric.")
              && !frame.getMethodName().startsWith("kanhe$")) {
            int line = frame.getLineNumber();
            String name = plain(frame.getMethodName());
            frames.add(cut(owner + "." + name + (line > 0 ? ":" + line : ""), 1000));
          }
        });
    return file.stack(frames);
  }

  /** The framework's methods bear marks of the sandbox that runs them. */
  private static String plain(String name) {
    return name.startsWith("$$robo$$") ? name.substring(name.lastIndexOf('$') + 1) : name;
  }

  /** Something that the user saw or did. */
  public void ui(String event, String text, String role, String component, Boolean granted) {
    file.put(
        Json.object(
            "t", "ui", "ts", now(), "ev", event, "text", text == null ? null : cut(text, 8000), "role", role,
            "by", event.equals("click") || event.equals("perm_result") ? "auto" : null, "granted", granted, "comp", component));
  }

  public void state(String event, String component) {
    file.put(Json.object("t", "state", "ts", now(), "ev", event, "proc", process, "comp", component));
  }

  /** A process begins for a component of the app; {@code caller}: the package that asked for it, or the desk's own step. */
  public void began(String name, String host, String component, String caller) {
    file.put(
        Json.object("t", "proc", "ts", now(), "ev", "start", "name", name, "pid", 1000, "host", host, "comp", component,
            "caller", caller));
  }

  public void died(String name) {
    file.put(Json.object("t", "proc", "ts", now(), "ev", "die", "name", name, "pid", 1000));
  }

  /** Something that could not be run or watched at this moment; each once. */
  public void gap(Gap kind, String what) {
    gap(kind.reason(what));
  }

  /** The same by a reason that is made elsewhere. */
  synchronized void gap(String why) {
    if (told.add(why) && told.size() < 200) {
      double now = now();
      file.put(Json.object("t", "gap", "from", now, "to", now, "why", cut(why, 1000)));
    }
  }

  /** Something that left the app. */
  void flow(String record) {
    flows.put(record);
  }

  /** Everything is written. */
  public void flush() {
    file.flush();
    flows.flush();
  }

  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}

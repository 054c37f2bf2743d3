package kanhe.desk.watch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import kanhe.desk.clock.VirtualTime;

/** Writes down what the app does: facts only, never a value. */
public final class Recorder {
  private static final int PID = 1000;

  private final TraceFile file;
  private final TraceFile flows;
  private final Points points;
  private final Stacks stacks;
  private final Canaries canaries;
  private final Digests digests;
  private final Grants grants;
  private final String process;
  private final Bursts bursts;
  private final AtomicLong number = new AtomicLong();
  private final Set<String> told = new HashSet<>();
  private final double begin;

  public Recorder(
      TraceFile file, TraceFile flows, Points points, Stacks stacks, Canaries canaries, Digests digests, Grants grants, String process,
      long epoch) {
    this.file = file;
    this.bursts = new Bursts(file::put);
    this.flows = flows;
    this.points = points;
    this.stacks = stacks;
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

  /** A call that came back, its words from the receiver on; returns what the app gets to see. */
  public Object returned(int id, boolean reflected, Object[] words, Object result, String desc) {
    Point point = points.get(id);
    Meaning meaning = point.meaning(words);
    if (meaning == null) {
      return result;
    }
    Canaries.Canary canary = canaries.in(meaning.kind, result, type(desc));
    Object given = canary == null || canary.instead == null ? result : canary.instead;
    call(point, meaning, via(point, reflected), desc, given, canary == null ? null : canary.id, null);
    return given;
  }

  /** A call that threw; returns what the app gets to see instead, or null if it is to see the exception. */
  public Object threw(int id, boolean reflected, Object[] words, Throwable problem, String desc) {
    Point point = points.get(id);
    Meaning meaning = point.meaning(words);
    if (meaning == null) {
      return null;
    }
    Canaries.Canary canary = canaries.in(meaning.kind, null, type(desc));
    boolean instead = canary != null && canary.instead != null && !(problem instanceof ThreadDeath);
    call(
        point, meaning, via(point, reflected), desc, instead ? canary.instead : null, instead ? canary.id : null,
        instead ? null : problem.getClass().getName());
    return instead ? canary.instead : null;
  }

  /** A callback of the app is about to run, to which the platform may be handing something. */
  public void delivered(int id, Object[] words, String desc) {
    if (!stacks.handedOver()) {
      return; // the app calls its own method
    }
    Point point = points.get(id);
    Meaning meaning = point.meaning(words);
    Object handed = words.length > 1 ? words[1] : null;
    String canary = canaries.within(meaning.kind, handed);
    call(point, meaning, point.via, desc, canary == null ? null : String.valueOf(handed), canary, null);
  }

  /** A read of a field that holds an item. */
  public Object field(String kind, String owner, String name, Object value, String type) {
    Canaries.Canary canary = canaries.in(kind, value, type);
    Object given = canary == null || canary.instead == null ? value : canary.instead;
    Point point = new Point(owner, name, "java", kind, 0, null);
    call(point, point.meaning(new Object[0]), "java", null, given, canary == null ? null : canary.id, null);
    return given;
  }

  private static String via(Point point, boolean reflected) {
    return reflected && point.via.equals("java") ? "reflect" : point.via;
  }

  /** What a method returns, by its prototype. */
  private static String type(String desc) {
    return desc.substring(desc.indexOf(')') + 1);
  }

  private void call(
      Point point, Meaning meaning, String via, String desc, Object result, String canary, String thrown) {
    double now = now();
    Stacks.Taken taken = stacks.taken(via.equals("delivery"));
    int stack = file.stack(taken.frames);
    String args = meaning.shown.isEmpty() ? null : Json.object("shown", meaning.shown);
    Object[] told = {"n", number.getAndIncrement(), "api", point.api(), "pid", PID, "proc", process, "sig", desc, "via", via,
        "kind", meaning.kind, "args", args == null ? null : new Json.Raw(args), "perm", grants.of(meaning.kind), "stk", stack,
        "depth", taken.depth};
    if (bursts.counted(point.api() + "|" + stack + "|" + meaning.kind + "|" + taken.depth, now, told)) {
      return;
    }
    Integer length = length(result);
    String digest = result instanceof CharSequence || result instanceof Number ? digests.of(String.valueOf(result)) : null;
    boolean known = length != null || digest != null || canary != null;
    file.put(Json.object(Json.and(told, "t", "call", "ts", now, "tid", Thread.currentThread().getId(), "thr", thrown,
        "ret", known ? new Json.Raw(Json.object("len", length, "d", digest, "canary", canary)) : null)));
  }

  private static Integer length(Object result) {
    if (result instanceof CharSequence) {
      return ((CharSequence) result).length();
    }
    return result instanceof java.util.Collection ? Integer.valueOf(((java.util.Collection<?>) result).size()) : null;
  }

  /** The notification of a service that runs in front appeared or went. */
  public void foregroundService(String component, boolean on) {
    put(Json.object("t", "ui", "ts", now(), "ev", "fg_service", "comp", component, "on", on));
  }

  /** The stack of the caller, nearest frame first, without what is ours. */
  public int stack() {
    return file.stack(stacks.taken(false).frames);
  }

  /** Something that the user saw or did. */
  public void ui(String event, String text, String role, String component, Boolean granted) {
    put(
        Json.object(
            "t", "ui", "ts", now(), "ev", event, "text", text == null ? null : cut(text, 8000), "role", role,
            "by", event.equals("click") || event.equals("perm_result") ? "auto" : null, "granted", granted, "comp", component));
  }

  public void state(String event, String component) {
    put(Json.object("t", "state", "ts", now(), "ev", event, "proc", process, "comp", component));
  }

  /** A process begins for a component of the app; {@code caller}: the package that asked for it, or the desk's own step. */
  public void began(String name, String host, String component, String caller) {
    put(
        Json.object("t", "proc", "ts", now(), "ev", "start", "name", name, "pid", PID, "host", host, "comp", component,
            "caller", caller));
  }

  public void died(String name) {
    put(Json.object("t", "proc", "ts", now(), "ev", "die", "name", name, "pid", PID));
  }

  /** Something that could not be run or watched at this moment; each once. */
  public void gap(Gap kind, String what) {
    gap(kind.reason(what));
  }

  /** The same by a reason that is made elsewhere. */
  synchronized void gap(String why) {
    if (told.add(why) && told.size() < 200) {
      double now = now();
      put(Json.object("t", "gap", "from", now, "to", now, "why", cut(why, 1000)));
    }
  }

  private void put(String record) {
    bursts.end(now());
    file.put(record);
  }

  /** Something that left the app. */
  void flow(String record) {
    flows.put(record);
  }

  /** Everything is written. */
  public void flush() {
    bursts.end(Double.POSITIVE_INFINITY);
    file.flush();
    flows.flush();
  }

  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}

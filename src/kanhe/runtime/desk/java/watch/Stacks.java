package kanhe.desk.watch;

import java.util.ArrayList;
import java.util.List;

/** Stacks as a trace tells them, and what they say: who stands for the platform, in how many watched calls a call is made. */
final class Stacks {
  private static final int MOST_FRAMES = 48;
  private static final int LONGEST = 1000;
  private static final String BRIDGE = "kanhe$";
  private static final StackWalker WALKER = StackWalker.getInstance();

  /** A stack, its nearest frame first. */
  static final class Taken {
    final List<String> frames = new ArrayList<>();
    /** Watched calls around this one with nothing but the platform between: 0 is the outermost. */
    int depth;
  }

  private final List<String> platform;

  /** Packages of the platform and of what stands for it. */
  Stacks(List<String> platform) {
    this.platform = platform;
  }

  /** The stack of the caller; {@code handed}: its first frame is a callback that was handed something. */
  Taken taken(boolean handed) {
    Taken taken = new Taken();
    WALKER.walk(frames -> {
      boolean first = true;
      boolean within = true;
      for (StackWalker.StackFrame frame : (Iterable<StackWalker.StackFrame>) frames::iterator) {
        String owner = frame.getClassName();
        if (owner.startsWith("kanhe.desk.")) {
          continue;
        }
        boolean bridge = frame.getMethodName().startsWith(BRIDGE);
        if (!first || !bridge && !handed) {
          within &= bridge || platform(owner);
          taken.depth += within && bridge ? 1 : 0;
        }
        first = false;
        if (!bridge && !owner.startsWith("org.robolectric.") && taken.frames.size() < MOST_FRAMES) {
          taken.frames.add(told(frame));
        }
      }
      return null;
    });
    return taken;
  }

  private static String told(StackWalker.StackFrame frame) {
    int line = frame.getLineNumber();
    return Recorder.cut(frame.getClassName() + "." + plain(frame.getMethodName()) + (line > 0 ? ":" + line : ""), LONGEST);
  }

  /** The framework's methods bear marks of the sandbox that runs them. */
  private static String plain(String name) {
    return name.startsWith("$$robo$$") ? name.substring(name.lastIndexOf('$') + 1) : name;
  }

  /** Whether the callback of the app that runs now was called by the platform, and not by the app itself. */
  boolean handedOver() {
    return WALKER.walk(frames -> frames.map(StackWalker.StackFrame::getClassName).filter(owner -> !between(owner)).skip(1).findFirst())
        .map(this::platform).orElse(true);
  }

  /** The recorder's own classes and those of reflection call for somebody else. */
  private static boolean between(String owner) {
    return owner.startsWith("kanhe.desk.watch.") || owner.startsWith("java.lang.reflect.") || owner.startsWith("jdk.internal.reflect.");
  }

  /** Whether a class is the platform's, or of a support library, which stands for it. */
  boolean platform(String owner) {
    for (String prefix : platform) {
      if (owner.startsWith(prefix) && (owner.length() == prefix.length() || ".$".indexOf(owner.charAt(prefix.length())) >= 0)) {
        return true;
      }
    }
    return false;
  }
}

package kanhe.desk.clock;

/** Whether the app's threads, all but the main one, have nothing to do until time goes on. */
public final class Quiet {
  private static final long SAMPLE_NANOS = 50_000;

  private Quiet() {}

  /** Waits until the threads are quiet, at most so many milliseconds of real time; false if they are not. */
  public static boolean reach(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    int same = 0;
    while (true) {
      int state = sample();
      if (state == 0) {
        return true;
      }
      // Blocked threads alone may be on their way: only if nothing changes for a while they are stuck.
      same = state == 1 ? same + 1 : 0;
      if (same > 40) {
        return true;
      }
      if (System.nanoTime() > end) {
        return false;
      }
      jdk.internal.misc.Unsafe.getUnsafe().park(false, SAMPLE_NANOS);
    }
  }

  /** 0: all wait; 1: some are blocked; 2: some work. */
  private static int sample() {
    if (Waiters.someReturning()) {
      return 2;
    }
    ThreadGroup group = VirtualTime.group();
    Thread[] threads = new Thread[group.activeCount() + 16];
    int count = group.enumerate(threads);
    int state = 0;
    for (int i = 0; i < count; i++) {
      Thread thread = threads[i];
      if (thread == VirtualTime.main()) {
        continue;
      }
      switch (thread.getState()) {
        case RUNNABLE:
          if (!inNative(thread)) {
            return 2;
          }
          break;
        case BLOCKED:
          state = 1;
          break;
        default:
          break;
      }
    }
    return state;
  }

  /** Threads that wait in the system for what never comes from outside look as if they worked. */
  private static boolean inNative(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    if (stack.length == 0 || !stack[0].isNativeMethod()) {
      return false;
    }
    String owner = stack[0].getClassName();
    return owner.startsWith("sun.nio.ch.") || owner.startsWith("java.net.") || owner.startsWith("java.io.");
  }
}

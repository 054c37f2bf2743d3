package kanhe.desk.clock;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

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
      // The one may be freed while the other is looked at: only if nothing changes for a while they are stuck.
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
          if (!stuck(thread)) {
            return 2;
          }
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
    if (stack.length == 0 || !stack[0].isNativeMethod() || !stack[0].getClassName().startsWith("sun.nio.ch.")) {
      return false;
    }
    String method = stack[0].getMethodName();
    return method.contains("wait") || method.contains("Wait") || method.contains("poll") || method.contains("accept");
  }

  /** Whether who holds the lock that a thread is after waits itself: then only time can free it. */
  private static boolean stuck(Thread thread) {
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
    if (info == null || info.getLockOwnerId() < 0) {
      return false;
    }
    ThreadInfo owner = ManagementFactory.getThreadMXBean().getThreadInfo(info.getLockOwnerId());
    return owner != null && owner.getThreadState() != Thread.State.RUNNABLE;
  }
}

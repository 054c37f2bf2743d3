package kanhe.desk.stage;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadPoolExecutor;
import kanhe.desk.clock.VirtualTime;

/** The threads of a process, which end with it. */
final class Threads {
  private static final long MOST_MILLIS = 500;

  private Threads() {}

  /** A pool that lost a worker would begin another one. */
  private static void close(Thread thread) {
    try {
      Object worker = field(Thread.class, "target").get(thread);
      if (worker != null && worker.getClass().getName().equals("java.util.concurrent.ThreadPoolExecutor$Worker")) {
        Object pool = field(worker.getClass(), "this$0").get(worker);
        if (thread != Thread.currentThread()) {
          ((ThreadPoolExecutor) pool).shutdownNow();
        }
      }
    } catch (ReflectiveOperationException | RuntimeException unknown) {
      // A thread that ended meanwhile, or a pool that refuses: its threads are stopped all the same.
    }
  }

  private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** Ends all threads of the app but the main one. */
  @SuppressWarnings("removal")
  static void end() {
    ThreadGroup group = VirtualTime.group();
    Thread[] threads = new Thread[group.activeCount() + 64];
    int count = group.enumerate(threads);
    for (int i = 0; i < count; i++) {
      close(threads[i]);
    }
    for (int i = 0; i < count; i++) {
      if (threads[i] != Thread.currentThread()) {
        threads[i].stop();
      }
    }
    long end = System.nanoTime() + MOST_MILLIS * 1_000_000;
    for (int i = 0; i < count; i++) {
      while (threads[i] != Thread.currentThread() && threads[i].isAlive() && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
  }
}

package kanhe.desk.stage;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import kanhe.desk.clock.VirtualTime;
import kanhe.desk.clock.Waiters;

/** The threads of a process, which end with it. */
final class Threads {
  private static final long MOST_MILLIS = 500;
  private static final long PATIENCE_MILLIS = 50;

  private Threads() {}

  /** A pool that lost a worker would begin another one. */
  private static void close(Thread thread) {
    try {
      Object worker = field(Thread.class, "target").get(thread);
      if (worker != null && worker.getClass().getName().equals("java.util.concurrent.ThreadPoolExecutor$Worker")) {
        Object pool = field(worker.getClass(), "this$0").get(worker);
        ((ThreadPoolExecutor) pool).shutdownNow();
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

  /** Ends all threads of the app but the main one, those too that began meanwhile or let the first end pass. */
  static void end() {
    long end = System.nanoTime() + MOST_MILLIS * 1_000_000;
    List<Thread> others = others();
    while (!others.isEmpty() && System.nanoTime() < end) {
      stop(others);
      others = others();
    }
    Waiters.forget();
  }

  private static List<Thread> others() {
    ThreadGroup group = VirtualTime.group();
    Thread[] threads = new Thread[group.activeCount() + 64];
    List<Thread> found = new ArrayList<>(Arrays.asList(threads).subList(0, group.enumerate(threads)));
    found.remove(Thread.currentThread());
    return found;
  }

  @SuppressWarnings("removal")
  private static void stop(List<Thread> threads) {
    threads.forEach(Threads::close);
    threads.forEach(Thread::stop);
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (threads.stream().anyMatch(Thread::isAlive) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}

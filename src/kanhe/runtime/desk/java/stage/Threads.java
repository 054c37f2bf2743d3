package kanhe.desk.stage;

import kanhe.desk.clock.VirtualTime;

/** The threads of a process, which end with it. */
final class Threads {
  private static final long MOST_MILLIS = 500;

  private Threads() {}

  /** Ends all threads of the app but the main one. */
  @SuppressWarnings("removal")
  static void end() {
    ThreadGroup group = VirtualTime.group();
    Thread[] threads = new Thread[group.activeCount() + 64];
    int count = group.enumerate(threads);
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

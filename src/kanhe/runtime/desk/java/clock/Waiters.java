package kanhe.desk.clock;

import java.util.ArrayList;
import java.util.List;

/** Threads of the app that wait, and until when. Uses plain monitors only, as it is called from within parking. */
public final class Waiters {
  private static final class Waiter {
    final Object monitor;
    final Thread thread;
    final long until;
    boolean woken;

    Waiter(Object monitor, Thread thread, long until) {
      this.monitor = monitor;
      this.thread = thread;
      this.until = until;
    }
  }

  private static final ArrayList<Waiter> WAITERS = new ArrayList<>();

  private Waiters() {}

  static Object add(Object monitor, Thread thread, long until) {
    Waiter waiter = new Waiter(monitor, thread, until);
    synchronized (WAITERS) {
      WAITERS.add(waiter);
    }
    return waiter;
  }

  static void remove(Object waiter) {
    synchronized (WAITERS) {
      for (int i = WAITERS.size() - 1; i >= 0; i--) {
        if (WAITERS.get(i) == waiter) {
          WAITERS.remove(i);
          return;
        }
      }
    }
  }

  /** Of a process that is over nobody waits; a thread that was stopped may not have said so. */
  public static void forget() {
    synchronized (WAITERS) {
      WAITERS.clear();
    }
  }

  static void woken(Thread thread) {
    synchronized (WAITERS) {
      for (int i = 0; i < WAITERS.size(); i++) {
        if (WAITERS.get(i).thread == thread) {
          WAITERS.get(i).woken = true;
        }
      }
    }
  }

  /** Whether some thread was called back and has not come back yet. */
  public static boolean someReturning() {
    synchronized (WAITERS) {
      for (int i = 0; i < WAITERS.size(); i++) {
        if (WAITERS.get(i).woken) {
          return true;
        }
      }
    }
    return false;
  }

  /** The next moment in nanoseconds at which a thread is to be called back; {@code Long.MAX_VALUE}: never. */
  public static long next() {
    long next = Long.MAX_VALUE;
    synchronized (WAITERS) {
      for (int i = 0; i < WAITERS.size(); i++) {
        next = Math.min(next, WAITERS.get(i).until);
      }
    }
    return next;
  }

  /** Calls back every thread whose time has come; true if there was one. */
  public static boolean call(long now) {
    List<Waiter> due = new ArrayList<>();
    synchronized (WAITERS) {
      for (int i = 0; i < WAITERS.size(); i++) {
        if (WAITERS.get(i).until <= now && !WAITERS.get(i).woken) {
          WAITERS.get(i).woken = true;
          due.add(WAITERS.get(i));
        }
      }
    }
    for (Waiter waiter : due) {
      if (waiter.thread != null) {
        java.util.concurrent.locks.LockSupport.unpark(waiter.thread);
      } else {
        synchronized (waiter.monitor) {
          waiter.monitor.notifyAll();
        }
      }
    }
    return !due.isEmpty();
  }
}

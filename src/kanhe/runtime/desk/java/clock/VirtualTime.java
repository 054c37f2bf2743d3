package kanhe.desk.clock;

/**
 * The clock of the app, put in place of the computer's wherever the app, the framework or the JDK's own timers ask for the
 * time or wait for it. Lives on the boot class path, as classes of the JDK call it. Threads that are not the app's see
 * real time.
 */
public final class VirtualTime {
  private static volatile Pump pump;
  private static volatile ThreadGroup app;
  private static volatile Thread main;
  private static volatile long epochMillis;
  private static boolean stepping;

  private VirtualTime() {}

  /** From now on threads of this group live in virtual time. */
  public static void begin(Pump pump, Thread main, long epochMillis) {
    VirtualTime.epochMillis = epochMillis;
    VirtualTime.main = main;
    VirtualTime.app = main.getThreadGroup();
    VirtualTime.pump = pump;
  }

  /** Threads see the computer's time again. */
  public static void end() {
    pump = null;
  }

  public static boolean mine(Thread thread) {
    ThreadGroup top = app;
    for (ThreadGroup group = thread.getThreadGroup(); group != null; group = group.getParent()) {
      if (group == top) {
        return true;
      }
    }
    return false;
  }

  private static Pump pumpOfCaller() {
    Pump now = pump;
    return now != null && mine(Thread.currentThread()) ? now : null;
  }

  public static Thread main() {
    return main;
  }

  public static ThreadGroup group() {
    return app;
  }

  public static long nanoTime() {
    Pump now = pumpOfCaller();
    return now == null ? System.nanoTime() : now.uptime();
  }

  public static long currentTimeMillis() {
    Pump now = pumpOfCaller();
    return now == null ? System.currentTimeMillis() : epochMillis + now.uptime() / 1_000_000;
  }

  /** Milliseconds since 1970 when the device was switched on. */
  public static long epochMillis() {
    return epochMillis;
  }

  public static void sleep(long millis) throws InterruptedException {
    sleep(millis, 0);
  }

  public static void sleep(long millis, int nanos) throws InterruptedException {
    Pump now = pumpOfCaller();
    if (now == null) {
      Thread.sleep(millis, nanos);
      return;
    }
    long until = now.uptime() + Math.max(0, millis) * 1_000_000 + nanos;
    Object lock = new Object();
    synchronized (lock) {
      while (now.uptime() < until) {
        await(lock, Math.max(1, (until - now.uptime() + 999_999) / 1_000_000));
      }
    }
    if (millis == 0 && nanos == 0) {
      Thread.yield();
    }
  }

  /** A sleep that nobody interrupts. */
  public static void pass(long millis) {
    try {
      sleep(millis);
    } catch (InterruptedException problem) {
      Thread.currentThread().interrupt();
    }
  }

  public static void await(Object monitor) throws InterruptedException {
    await(monitor, 0);
  }

  public static void await(Object monitor, long millis, int nanos) throws InterruptedException {
    await(monitor, millis + (nanos > 0 ? 1 : 0));
  }

  /** {@code monitor.wait(millis)}; the caller holds the monitor. It may return early, as a wait may. */
  public static void await(Object monitor, long millis) throws InterruptedException {
    Pump now = pumpOfCaller();
    if (now == null) {
      monitor.wait(millis);
      return;
    }
    long until = millis <= 0 ? Long.MAX_VALUE : now.uptime() + millis * 1_000_000;
    if (Thread.currentThread() == main) {
      long began = System.nanoTime();
      monitor.wait(1);
      if (System.nanoTime() - began > 900_000) {
        step(now, until);
      }
      return;
    }
    Object waiting = Waiters.add(monitor, null, until);
    try {
      monitor.wait();
    } finally {
      Waiters.remove(waiting);
    }
  }

  /** What {@code LockSupport} does by {@code Unsafe.park}; it may return early, as a park may. */
  public static void park(jdk.internal.misc.Unsafe unsafe, boolean absolute, long time) {
    Pump now = pumpOfCaller();
    if (now == null) {
      unsafe.park(absolute, time);
      return;
    }
    long until = Long.MAX_VALUE;
    if (absolute) {
      until = (time - epochMillis) * 1_000_000;
    } else if (time > 0) {
      until = now.uptime() + time;
    }
    Thread caller = Thread.currentThread();
    if (caller == main) {
      long began = System.nanoTime();
      unsafe.park(false, 1_000_000);
      if (System.nanoTime() - began > 900_000 && !caller.isInterrupted()) {
        step(now, until);
      }
      return;
    }
    Object waiting = Waiters.add(null, caller, until);
    try {
      unsafe.park(false, 0);
    } finally {
      Waiters.remove(waiting);
    }
  }

  /** What a step itself waits for on the main thread is no reason for another step. */
  private static void step(Pump pump, long until) {
    if (!stepping) {
      stepping = true;
      try {
        pump.step(until);
      } finally {
        stepping = false;
      }
    }
  }

  /** Before a thread is unparked: it works again from now on, even if it still looks as if it waited. */
  public static void unparking(Thread thread) {
    if (pump != null && thread != null) {
      Waiters.woken(thread);
    }
  }
}

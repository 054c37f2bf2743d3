package kanhe.desk.stage;

import android.os.Looper;
import android.os.SystemClock;
import java.time.Duration;
import kanhe.desk.clock.Pump;
import kanhe.desk.clock.Quiet;
import kanhe.desk.clock.VirtualTime;
import kanhe.desk.clock.Waiters;
import kanhe.desk.watch.Gap;
import kanhe.desk.watch.Hooks;
import kanhe.desk.watch.Recorder;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowLooper;
import org.robolectric.shadows.ShadowSystemClock;

/** Lets virtual time go by: from one moment at which something happens to the next. */
final class Time implements Pump {
  /** Something else that happens at a moment of its own, and what the app asked of the platform meanwhile. */
  interface Work {
    /** Does what is due; true if there was something. */
    boolean due();

    /** Milliseconds of uptime when something is due next; {@code Long.MAX_VALUE}: never. */
    long next();
  }

  private static final int MOST_ROUNDS = 2000;
  private static final long PATIENCE_MILLIS = 3000;
  private static final int STUCK_STEPS = 400;

  private final Recorder recorder;
  private Work work;
  private int stuck;

  Time(Recorder recorder) {
    this.recorder = recorder;
  }

  void work(Work work) {
    this.work = work;
  }

  @Override
  public long uptime() {
    return SystemClock.uptimeNanos();
  }

  static long millis() {
    return SystemClock.uptimeMillis();
  }

  /** Until nothing is left to do at this moment. */
  void settle() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean did = drain();
      if (!Quiet.reach(PATIENCE_MILLIS)) {
        recorder.gap(Gap.BUSY_THREAD, "");
      }
      did |= work != null && work.due();
      if (!did && main().isIdle()) {
        return;
      }
    }
    recorder.gap(Gap.BUSY_MAIN, "");
  }

  /** Runs what the main thread has to do now; a task that throws ends itself and no other. */
  private boolean drain() {
    boolean did = false;
    for (int i = 0; i < MOST_ROUNDS && !main().isIdle(); i++) {
      did = true;
      try {
        main().idle();
      } catch (Hooks.Ended ended) {
        return true;
      } catch (Throwable problem) {
        Crashes.tell(recorder, "main thread", problem);
      }
    }
    return did;
  }

  /** So much time goes by; false if the deadline of real time in nanoseconds came first. */
  boolean pass(long millis, long deadline) {
    long end = millis() + millis;
    while (true) {
      settle();
      long next = next();
      if (next > end) {
        advance(end - millis());
        settle();
        return true;
      }
      if (System.nanoTime() > deadline) {
        return false;
      }
      advance(Math.max(1, next - millis()));
    }
  }

  /** Milliseconds of uptime of the next thing to happen. */
  private long next() {
    long next = work == null ? Long.MAX_VALUE : work.next();
    long waiter = Waiters.next();
    next = Math.min(next, waiter == Long.MAX_VALUE ? waiter : (waiter + 999_999) / 1_000_000);
    for (Looper looper : ShadowLooper.getAllLoopers()) {
      ShadowLooper shadow = Shadow.extract(looper);
      long at = shadow.getNextScheduledTaskTime().toMillis();
      if (at > 0) {
        next = Math.min(next, at);
      }
    }
    return next;
  }

  private void advance(long millis) {
    if (millis > 0) {
      ShadowSystemClock.advanceBy(Duration.ofMillis(millis));
    }
    Waiters.call(uptime());
  }

  @Override
  public void step(long until) {
    if (!Quiet.reach(PATIENCE_MILLIS)) {
      recorder.gap(Gap.BUSY_THREAD, "");
    }
    long next = Math.min(Waiters.next(), until);
    for (Looper looper : ShadowLooper.getAllLoopers()) {
      if (looper != Looper.getMainLooper()) {
        long at = ((ShadowLooper) Shadow.extract(looper)).getNextScheduledTaskTime().toNanos();
        next = at > 0 ? Math.min(next, at) : next;
      }
    }
    if (next == Long.MAX_VALUE) {
      if (++stuck > STUCK_STEPS) {
        stuck = 0;
        recorder.gap(Gap.BLOCKED, "");
        throw new IllegalStateException("the main thread waits for what never comes");
      }
      return;
    }
    stuck = 0;
    advance(Math.max(0, (next - uptime() + 999_999) / 1_000_000));
  }

  private static ShadowLooper main() {
    return Shadow.extract(Looper.getMainLooper());
  }

  /** The clock goes on from so many milliseconds of uptime, if it has not come that far. */
  void from(long millis) {
    if (millis > millis()) {
      ShadowSystemClock.advanceBy(Duration.ofMillis(millis - millis()));
    }
  }

  /** From now on the app lives in virtual time. */
  void begin(long epochMillis) {
    VirtualTime.begin(this, Thread.currentThread(), epochMillis);
  }
}

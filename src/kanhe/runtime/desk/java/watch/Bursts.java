package kanhe.desk.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Calls that come too fast, counted together: of one interface, stack and meaning so many a second are told one by one, more
 * become a burst with its number, first, last and gaps. Seconds are the app's.
 */
final class Bursts {
  private static final int ALONE = 20;
  private static final double SECOND = 1;
  private static final double LONGEST = 10;
  private static final int MOST_GAPS = 1000;
  private static final int MOST_RATES = 4096;
  private static final int QUANTILE_LOW = 10;
  private static final int QUANTILE_HALF = 50;
  private static final int QUANTILE_HIGH = 90;
  private static final int WHOLE = 100;

  /** How fast calls of one key come, and the burst they are in. */
  private static final class Rate {
    double since;
    int count;
    Object[] told;
    int calls;
    double first;
    double last;
    final List<Double> gaps = new ArrayList<>();
  }

  private final Map<String, Rate> rates = new HashMap<>();
  private final List<Rate> open = new ArrayList<>();
  private final Consumer<String> out;

  /** {@code out} takes the record of a burst that is over. */
  Bursts(Consumer<String> out) {
    this.out = out;
  }

  /** Whether a call at this moment was counted in a burst; else it is to be told by itself. {@code told}: names and values. */
  synchronized boolean counted(String key, double now, Object... told) {
    end(now);
    Rate rate = rates.computeIfAbsent(key, k -> new Rate());
    if (rate.told != null) {
      if (rate.gaps.size() < MOST_GAPS) {
        rate.gaps.add(now - rate.last);
      }
      rate.calls++;
      rate.last = now;
      return true;
    }
    if (rate.count == 0 || now - rate.since >= SECOND || now < rate.since) {
      rate.since = now;
      rate.count = 0;
    }
    if (++rate.count <= ALONE) {
      return false;
    }
    rate.told = told;
    rate.calls = 1;
    rate.first = now;
    rate.last = now;
    open.add(rate);
    return true;
  }

  /** Ends the bursts of which no more is to be counted at this moment. */
  synchronized void end(double now) {
    open.removeIf(rate -> {
      boolean over = now - rate.last >= SECOND || now - rate.first >= LONGEST || now < rate.last;
      if (over) {
        tell(rate);
      }
      return over;
    });
    if (rates.size() > MOST_RATES) {
      rates.values().removeIf(rate -> rate.told == null && now - rate.since >= SECOND);
    }
  }

  private void tell(Rate rate) {
    Object[] gaps = rate.gaps.stream().sorted().toArray();
    String quantiles = Json.object(
        "p10", quantile(gaps, QUANTILE_LOW), "p50", quantile(gaps, QUANTILE_HALF), "p90", quantile(gaps, QUANTILE_HIGH));
    String record = Json.object(Json.and(rate.told, "t", "burst", "cnt", rate.calls, "first", rate.first, "last", rate.last,
        "gaps", new Json.Raw(quantiles)));
    rate.told = null;
    rate.count = 0;
    rate.gaps.clear();
    out.accept(record);
  }

  private static Object quantile(Object[] sorted, int share) {
    return sorted.length == 0 ? 0.0 : sorted[Math.min(sorted.length - 1, sorted.length * share / WHOLE)];
  }
}

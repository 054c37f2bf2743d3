package kanhe.desk.clock;

/** What lets time go by while the main thread of the app waits for another of its threads. */
public interface Pump {
  /** Lets the others work, and time go on to whatever comes next, at most to the moment given in nanoseconds. */
  void step(long until);

  /** Nanoseconds since the device was switched on. */
  long uptime();
}

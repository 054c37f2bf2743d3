package kanhe.desk.watch;

import org.robolectric.internal.TestEnvironment;

/** What plays apps within the sandbox. */
public interface Actor {
  /** Answers commands until there are no more. */
  void play(Talk talk, TestEnvironment environment) throws Exception;
}

package kanhe.desk.watch;

import org.robolectric.internal.TestEnvironment;

/** What plays the app within the sandbox. */
public interface Actor {
  /** Answers commands until there are no more. */
  void play(Plan plan, Talk talk, Recorder recorder, Grants grants, Canaries canaries, Device device,
      TestEnvironment environment) throws Exception;
}

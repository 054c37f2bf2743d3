package kanhe.desk.watch;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import kanhe.desk.clock.VirtualTime;
import org.robolectric.internal.AndroidSandbox;

/** Begins: builds the sandbox with the framework, opens the trace, and hands over to who plays the app. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err);
    Plan plan = Plan.read(arguments[0]);
    Talk talk = new Talk(System.in, new PrintStream(answers, true, StandardCharsets.UTF_8));
    int code = 0;
    try {
      AndroidSandbox sandbox = Sandboxes.build((int) plan.number("sdk"));
      TraceFile file = new TraceFile(Path.of(plan.get("trace")), plan.number("bytes"));
      file.put(plan.get("run"));
      Grants grants = new Grants(plan.all("opens"));
      Canaries canaries = new Canaries(plan.all("canary"));
      Device device = new Device(Path.of(plan.get("root")));
      Recorder recorder = new Recorder(
          file, new Points(plan.all("point")), canaries, new Digests(), grants, plan.get("package"), plan.number("epoch"));
      Class<?> stage = sandbox.bootstrappedClass(Class.forName("kanhe.desk.stage.Stage"));
      try {
        sandbox.runOnMainThread(() -> {
          ((Actor) stage.getConstructor().newInstance()).play(plan, talk, recorder, grants, canaries, device,
              sandbox.getTestEnvironment());
          return null;
        });
      } finally {
        VirtualTime.end();
        file.flush();
      }
    } catch (Throwable problem) {
      problem.printStackTrace();
      talk.answer(Json.object("failed", String.valueOf(problem)));
      code = 1;
    }
    // Threads of the app may run on for ever.
    Runtime.getRuntime().halt(code);
  }
}

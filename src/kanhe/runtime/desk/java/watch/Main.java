package kanhe.desk.watch;

import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import kanhe.desk.clock.VirtualTime;
import org.robolectric.internal.AndroidSandbox;

/** Begins: builds the sandbox with the framework and hands over to who plays apps in it. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err);
    Talk talk = new Talk(System.in, new PrintStream(answers, true, StandardCharsets.UTF_8));
    int code = 0;
    try {
      Certificates.begin(Path.of(System.getProperty("java.io.tmpdir")));
      Socket.setSocketImplFactory(SinkSocket::new);
      SinkChannels.install();
      AndroidSandbox sandbox = Sandboxes.build(Integer.parseInt(arguments[0]));
      Class<?> stage = sandbox.bootstrappedClass(Class.forName("kanhe.desk.stage.Stage"));
      sandbox.runOnMainThread(() -> {
        try {
          ((Actor) stage.getConstructor().newInstance()).play(talk, sandbox.getTestEnvironment());
        } finally {
          VirtualTime.end();
        }
        return null;
      });
    } catch (Throwable problem) {
      problem.printStackTrace();
      talk.answer(Json.object("failed", String.valueOf(problem)));
      code = 1;
    }
    // Threads of the app may run on for ever.
    Runtime.getRuntime().halt(code);
  }
}

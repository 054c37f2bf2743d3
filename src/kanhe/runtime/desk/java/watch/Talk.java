package kanhe.desk.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The conversation with whoever drives the desk: a command a line comes in, a line of JSON goes out for each. */
public final class Talk {
  private final BufferedReader in;
  private final PrintStream out;

  public Talk(java.io.InputStream in, PrintStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
  }

  /** The words of the next command; null at the end. */
  public String[] next() throws IOException {
    String line = in.readLine();
    return line == null ? null : line.split(" ");
  }

  public void answer(String json) {
    out.println(json);
    out.flush();
  }
}

package kanhe.desk.watch;

import java.io.IOException;
import java.nio.file.Path;

/** All that watches one app: its plan, its trace, what is planted, what is granted, what lies around it. */
public final class Watch {
  public final Plan plan;
  public final Recorder recorder;
  public final Grants grants;
  public final Canaries canaries;
  public final Device device;

  /** {@code values}: who can read the framework's values. */
  public Watch(String path, Values values) throws IOException {
    plan = Plan.read(path);
    TraceFile file = new TraceFile(Path.of(plan.get("trace")), plan.number("bytes"));
    file.put(plan.get("run"));
    grants = new Grants(plan.all("opens"));
    canaries = new Canaries(plan.all("canary"));
    device = new Device(Path.of(plan.get("root")));
    String app = plan.get("package");
    Questions questions = new Questions(app, new Paths(device, plan.all("shared"), app), values);
    recorder = new Recorder(
        file, new TraceFile(Path.of(plan.get("flows")), plan.number("bytes")), new Points(plan.all("point"), questions),
        new Stacks(plan.all("platform")), canaries, new Digests(), grants, app, plan.number("epoch"));
    for (String why : plan.all("lacks")) {
      recorder.gap(why);
    }
  }
}

package kanhe.desk.stage;

import android.content.ComponentName;
import android.content.Intent;
import android.content.pm.ActivityInfo;
import java.nio.file.Path;
import kanhe.desk.watch.Actor;
import kanhe.desk.watch.AppLoader;
import kanhe.desk.watch.Canaries;
import kanhe.desk.watch.Device;
import kanhe.desk.watch.Grants;
import kanhe.desk.watch.Hooks;
import kanhe.desk.watch.Json;
import kanhe.desk.watch.Plan;
import kanhe.desk.watch.Recorder;
import kanhe.desk.watch.Talk;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.internal.TestEnvironment;
import org.robolectric.manifest.AndroidManifest;
import org.robolectric.shadows.ShadowAlarmManager;

/** Answers the commands of whoever drives the app. */
public final class Stage implements Actor {
  private Plan plan;
  private Recorder recorder;
  private Device device;
  private TestEnvironment environment;
  private Time time;
  private AppProcess process;
  private Screens screens;
  private Platform platform;
  private Permissions permissions;
  private Controls controls;
  private Grants grants;

  @Override
  public void play(Plan plan, Talk talk, Recorder recorder, Grants grants, Canaries canaries, Device device,
      TestEnvironment environment)
      throws Exception {
    this.plan = plan;
    this.recorder = recorder;
    this.device = device;
    this.grants = grants;
    this.environment = environment;
    time = new Time(recorder);
    talk.answer(Json.object("ready", true));
    for (String[] words = talk.next(); words != null; words = talk.next()) {
      if (words[0].equals("end")) {
        break;
      }
      talk.answer(answer(words));
    }
    recorder.file().flush();
    talk.answer(Json.object("now", recorder.now(), "uncaught", Crashes.count()));
  }

  private String answer(String[] words) throws Exception {
    int crashes = Crashes.count();
    boolean whole = true;
    try {
      switch (words[0]) {
        case "start":
          begin(words[1].equals("yes"), "activity");
          launch();
          break;
        case "boot":
          begin(words[1].equals("yes"), "broadcast");
          platform.broadcasts().system(new Intent(Intent.ACTION_BOOT_COMPLETED));
          time.settle();
          break;
        case "open":
          screens.open(new Intent().setComponent(new ComponentName(plan.get("package"), words[1])));
          time.settle();
          break;
        case "pass":
          whole = time.pass(Long.parseLong(words[1]), System.nanoTime() + Long.parseLong(words[2]) * 1_000_000);
          break;
        case "home":
          screens.home();
          time.settle();
          break;
        case "screen":
          controls = Controls.of(screens.front());
          return controls.json();
        case "asks":
          recorder.ui(controls.dialog() ? "dialog" : "window", controls.words(), "consent", screen(), null);
          break;
        case "touch":
          touch(Integer.parseInt(words[1]), words.length > 2 ? words[2] : null);
          break;
        case "back":
          screens.back();
          time.settle();
          break;
        case "permissions":
          permissions.agrees(words[1].equals("yes"));
          break;
        case "leave":
          screens.leave();
          time.settle();
          break;
        case "activities":
          return Json.object("activities", platform.activities());
        default:
          throw new IllegalArgumentException(words[0]);
      }
    } catch (IllegalArgumentException unknown) {
      throw unknown;
    } catch (Hooks.Ended ended) {
      return Json.object("now", recorder.now(), "ended", true);
    }
    return Json.object("now", recorder.now(), "whole", whole, "uncaught", Crashes.since(crashes));
  }

  private void touch(int index, String role) {
    recorder.ui("click", controls.textOf(index), role, screen(), null);
    try {
      controls.touch(index);
    } catch (Hooks.Ended ended) {
      throw ended;
    } catch (Throwable problem) {
      Crashes.tell(recorder, "touch", problem);
    }
    time.settle();
  }

  private String screen() {
    return screens.front() == null ? null : screens.front().getClass().getName();
  }

  /** The process begins, after an end of the one before; what the app has stored stays. */
  private void begin(boolean agrees, String host) throws Exception {
    Storage kept = null;
    long now = 0;
    if (process != null) {
      now = Time.millis();
      screens.home();
      recorder.process("die", plan.get("package"), null, null);
      kept = Storage.of(process.application());
      LoadedApkOfApp.loader = null;
      environment.tearDownApplication();
      environment.resetState();
    }
    AppLoader loader = new AppLoader(getClass().getClassLoader(), plan.get("jar"), plan.get("apk"), recorder.points());
    Hooks.set(recorder, loader, device);
    time.work(null);
    AndroidManifest manifest = new AndroidManifest(null, null, null, null, "", Path.of(plan.get("apk")));
    environment.setUpApplicationState("kanhe", new Fixed(plan.get("qualifiers")), manifest);
    time.begin(plan.number("epoch"));
    time.from(now);
    recorder.process("start", plan.get("package"), host, null);
    if (kept != null) {
      kept.into(RuntimeEnvironment.getApplication());
    }
    process = AppProcess.begin(loader, recorder, (int) plan.number("target"));
    screens = new Screens(process, recorder);
    Services services = new Services(process, recorder);
    ContextOfApp.services = services;
    ShadowAlarmManager.setAutoSchedule(true);
    permissions = new Permissions(process, recorder, grants);
    permissions.agrees(agrees);
    permissions.install();
    process.makeApplication();
    platform = new Platform(process, screens, services, permissions, recorder);
    time.work(platform);
    time.settle();
  }

  private void launch() {
    ActivityInfo launcher = screens.launcher();
    if (launcher != null) {
      screens.open(new Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_LAUNCHER)
          .setComponent(new ComponentName(launcher.packageName, launcher.name)).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK));
    }
    time.settle();
  }
}

package kanhe.desk.stage;

import android.content.ComponentName;
import android.content.Intent;
import android.content.pm.ActivityInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kanhe.desk.watch.Actor;
import kanhe.desk.watch.AppLoader;
import kanhe.desk.watch.Hooks;
import kanhe.desk.watch.Json;
import kanhe.desk.watch.Plan;
import kanhe.desk.watch.Recorder;
import kanhe.desk.watch.Talk;
import kanhe.desk.watch.Watch;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.internal.TestEnvironment;
import org.robolectric.manifest.AndroidManifest;
import org.robolectric.shadows.ShadowAlarmManager;

/** Answers the commands of whoever drives apps, one after the other. */
public final class Stage implements Actor {
  private TestEnvironment environment;
  private Watch watch;
  private Plan plan;
  private Recorder recorder;
  private Time time;
  private AppProcess process;
  private Screens screens;
  private Platform platform;
  private Permissions permissions;
  private Controls controls;
  private boolean used;

  @Override
  public void play(Talk talk, TestEnvironment environment) throws Exception {
    this.environment = environment;
    talk.answer(Json.object("ready", true));
    for (String[] words = talk.next(); words != null && !words[0].equals("quit"); words = talk.next()) {
      String answer;
      try {
        answer = answer(words);
      } catch (Hooks.Ended ended) {
        answer = Json.object("now", recorder.now(), "ended", true);
      } catch (Throwable problem) {
        problem.printStackTrace();
        answer = Json.object("failed", words[0] + ": " + problem);
      }
      talk.answer(answer);
    }
  }

  /** Another app is to be played. */
  private void app(String path) throws Exception {
    if (process != null) {
      leave();
    }
    process = null;
    watch = new Watch(path, new FrameworkValues());
    plan = watch.plan;
    recorder = watch.recorder;
    time = new Time(recorder);
  }

  /** The process ends: no code of the app runs any more. */
  private void leave() {
    screens.drop();
    Threads.end();
    recorder.died(plan.get("package"));
    LoadedApkOfApp.loader = null;
  }

  private String answer(String[] words) throws Exception {
    int crashes = Crashes.count();
    boolean whole = true;
    switch (words[0]) {
      case "app":
        app(words[1]);
        return Json.object("ready", true);
      case "end":
        if (process != null) {
          leave();
          process = null;
        }
        recorder.flush();
        break;
      case "start":
        begin(words[0], words[1], "activity");
        launch();
        break;
      case "boot":
        begin(words[0], words[1], "broadcast");
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
      case "key":
        guarded("key", () -> Keys.back(Controls.of(screens.front()).root()));
        break;
      case "menu":
        guarded("menu", () -> Keys.menu(screens.front(), recorder, time));
        break;
      case "others":
        platform.others().ask(time, filters());
        break;
      case "leave":
        screens.leave();
        time.settle();
        break;
      case "activities":
        return Json.object("activities", platform.activities(words[1].equals("all")));
      default:
        throw new IllegalArgumentException(words[0]);
    }
    return Json.object("now", recorder.now(), "whole", whole, "uncaught", Crashes.since(crashes));
  }

  private void touch(int index, String role) {
    recorder.ui("click", controls.textOf(index), role, screen(), null);
    guarded("touch", () -> controls.touch(index));
  }

  /** Something that a user does, if there is a screen. */
  private void guarded(String what, Runnable act) {
    if (screens.front() == null) {
      return;
    }
    try {
      act.run();
    } catch (ThreadDeath ended) {
      throw ended;
    } catch (Throwable problem) {
      Crashes.tell(recorder, what, problem);
    }
    time.settle();
  }

  private List<Others.Plan> filters() {
    List<Others.Plan> found = new ArrayList<>();
    for (String line : plan.all("receives")) {
      String[] parts = line.split("\t");
      found.add(new Others.Plan(parts[0], parts[1]));
    }
    return found;
  }

  private String screen() {
    return screens.front() == null ? null : screens.front().getClass().getName();
  }

  /** The process begins, after an end of the one before; what the app has stored stays. */
  private void begin(String step, String answer, String host) throws Exception {
    Storage kept = null;
    long now = 0;
    if (process != null) {
      now = Time.millis();
      kept = Storage.of(process.application());
      leave();
    }
    if (used) {
      environment.tearDownApplication();
      environment.resetState();
      AppProcess.forget();
    }
    used = true;
    AppLoader loader = new AppLoader(getClass().getClassLoader(), plan.get("jar"), apks(), recorder.points());
    Hooks.set(recorder, loader, watch.device);
    time.work(null);
    AndroidManifest manifest = new AndroidManifest(null, null, null, null, "", Path.of(plan.get("apk")));
    environment.setUpApplicationState("kanhe", new Fixed(plan.get("qualifiers")), manifest);
    time.begin(plan.number("epoch"));
    time.from(now);
    SharedStorage.mount(watch.device);
    recorder.began(plan.get("package"), host, null, "desk:" + step);
    if (kept != null) {
      kept.into(RuntimeEnvironment.getApplication());
    }
    process = AppProcess.begin(loader, recorder, plan);
    screens = new Screens(process, recorder);
    Services services = new Services(process, recorder);
    ContextOfApp.services = services;
    SchedulerOfApp.forget();
    ShadowAlarmManager.setAutoSchedule(true);
    permissions = new Permissions(process, recorder, watch.grants, answer);
    permissions.install();
    Planted.plant(process.application(), watch.canaries);
    Senses senses = new Senses(process.application(), recorder, watch.canaries.value("location-precise", "0,0"));
    senses.begin();
    process.makeApplication();
    platform = new Platform(process, screens, services, permissions, senses, recorder);
    time.work(platform);
    time.settle();
  }

  /** The base, and whatever is split off it. */
  private List<String> apks() {
    List<String> all = new ArrayList<>(List.of(plan.get("apk")));
    all.addAll(plan.all("split"));
    return all;
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

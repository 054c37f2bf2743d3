package kanhe.desk.stage;

import android.content.Intent;
import android.content.pm.ActivityInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import kanhe.desk.watch.Recorder;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowApplication;

/** What the app asked of the platform and the platform does: open screens, start services, deliver broadcasts, run jobs. */
final class Platform implements Time.Work {
  private final AppProcess process;
  private final Screens screens;
  private final Services services;
  private final Broadcasts broadcasts;
  private final Jobs jobs;
  private final Permissions permissions;
  private final Others others;
  private final Senses senses;

  Platform(AppProcess process, Screens screens, Services services, Permissions permissions, Senses senses,
      Recorder recorder) {
    this.senses = senses;
    this.process = process;
    this.screens = screens;
    this.services = services;
    this.permissions = permissions;
    this.broadcasts = new Broadcasts(process, recorder);
    this.others = new Others(process, services, broadcasts, recorder);
    this.jobs = new Jobs(process, services, recorder);
  }

  Others others() {
    return others;
  }

  Broadcasts broadcasts() {
    return broadcasts;
  }

  @Override
  public boolean due() {
    boolean did = screens.tidy();
    ShadowApplication shadow = Shadow.extract(process.application());
    List<Intent> asked = new ArrayList<>();
    for (Intent next = shadow.getNextStartedActivity(); next != null; next = shadow.getNextStartedActivity()) {
      asked.add(next);
    }
    Collections.reverse(asked);
    for (Intent intent : asked) {
      did |= screens.open(intent);
    }
    did |= services.due();
    did |= broadcasts.due();
    did |= jobs.due();
    did |= permissions.due(screens.front());
    did |= senses.due();
    return did;
  }

  @Override
  public long next() {
    return Math.min(jobs.next(), senses.next());
  }

  /** Names of the activities of the manifest: all, or only those that anybody may open. */
  List<String> activities(boolean all) {
    List<String> names = new ArrayList<>();
    if (process.info().activities != null) {
      for (ActivityInfo info : process.info().activities) {
        if (info.targetActivity == null && (info.exported || all)) {
          names.add(info.name);
        }
      }
    }
    return names;
  }
}

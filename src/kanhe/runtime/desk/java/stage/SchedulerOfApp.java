package kanhe.desk.stage;

import android.app.job.JobInfo;
import android.app.job.JobWorkItem;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowJobScheduler;

/** A scheduler of jobs: the app's first one, and one for each namespace that it names. */
@Implements(className = "android.app.JobSchedulerImpl", isInAndroidSdk = false)
public class SchedulerOfApp extends ShadowJobScheduler.ShadowJobSchedulerImpl {
  private static final List<SchedulerOfApp> USED = new CopyOnWriteArrayList<>();

  /** All in which the app of this process ever put a job. */
  static List<SchedulerOfApp> used() {
    return USED;
  }

  /** A process begins. */
  static void forget() {
    USED.clear();
  }

  @Override
  public int schedule(JobInfo job) {
    use();
    return super.schedule(job);
  }

  @Override
  public int enqueue(JobInfo job, JobWorkItem item) {
    use();
    return super.enqueue(job, item);
  }

  private void use() {
    if (!USED.contains(this)) {
      USED.add(this);
    }
  }
}

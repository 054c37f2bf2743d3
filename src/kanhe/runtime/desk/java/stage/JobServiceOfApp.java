package kanhe.desk.stage;

import android.app.job.JobParameters;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowJobService;

/** A service that runs jobs, and says of each whether it is to run again. */
@Implements(className = "android.app.job.JobService")
public class JobServiceOfApp extends ShadowJobService {
  static volatile Jobs jobs;

  @Override
  @Implementation
  protected void jobFinished(JobParameters parameters, boolean again) {
    super.jobFinished(parameters, again);
    if (again) {
      jobs.failed(parameters);
    }
  }
}

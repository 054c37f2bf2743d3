package kanhe.desk.stage;

import android.app.job.JobInfo;
import android.app.job.JobParameters;
import android.app.job.JobScheduler;
import android.app.job.JobService;
import android.content.ComponentName;
import android.content.Intent;
import android.content.pm.PackageManager;
import android.content.pm.ServiceInfo;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kanhe.desk.watch.Recorder;
import org.robolectric.util.ReflectionHelpers;

/** Jobs of the app: each runs when its latency is over, periodic ones again with each period; conditions always hold. */
final class Jobs {
  private static final long AT_LEAST = 1000;

  private final AppProcess process;
  private final Services services;
  private final Recorder recorder;
  private final Map<Integer, Long> when = new HashMap<>();
  private final Map<Integer, JobInfo> known = new HashMap<>();

  Jobs(AppProcess process, Services services, Recorder recorder) {
    this.process = process;
    this.services = services;
    this.recorder = recorder;
  }

  private JobScheduler scheduler() {
    return process.application().getSystemService(JobScheduler.class);
  }

  /** Milliseconds of uptime of the next job. */
  long next() {
    look();
    return when.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
  }

  private void look() {
    List<JobInfo> pending = scheduler().getAllPendingJobs();
    Set<Integer> ids = new HashSet<>();
    for (JobInfo job : pending) {
      ids.add(job.getId());
      if (known.get(job.getId()) != job) {
        known.put(job.getId(), job);
        long latency = job.isPeriodic() ? 0 : job.getMinLatencyMillis();
        when.put(job.getId(), Time.millis() + Math.max(AT_LEAST, latency));
      }
    }
    when.keySet().retainAll(ids);
    known.keySet().retainAll(ids);
  }

  boolean due() {
    look();
    long now = Time.millis();
    boolean did = false;
    for (JobInfo job : List.copyOf(known.values())) {
      Long at = when.get(job.getId());
      if (at != null && at <= now) {
        did = true;
        if (job.isPeriodic()) {
          when.put(job.getId(), now + Math.max(AT_LEAST, job.getIntervalMillis()));
        } else {
          scheduler().cancel(job.getId());
          when.remove(job.getId());
        }
        run(job);
      }
    }
    return did;
  }

  private void run(JobInfo job) {
    ComponentName name = job.getService();
    try {
      ServiceInfo info = process.application().getPackageManager().getServiceInfo(name, PackageManager.GET_META_DATA);
      JobService service = (JobService) services.service(info, new Intent().setComponent(name));
      service.onStartJob(parameters(job));
    } catch (ThreadDeath ended) {
      throw ended;
    } catch (Throwable problem) {
      Crashes.tell(recorder, "job " + name.getClassName(), problem);
    }
  }

  /** Only the platform can make these; what is not set says nothing. */
  private static JobParameters parameters(JobInfo job) {
    JobParameters made = ReflectionHelpers.newInstance(JobParameters.class);
    if (made == null) {
      Constructor<?> constructor = JobParameters.class.getDeclaredConstructors()[0];
      made = (JobParameters) ReflectionHelpers.callConstructor(constructor.getDeclaringClass());
    }
    ReflectionHelpers.setField(made, "jobId", job.getId());
    ReflectionHelpers.setField(made, "extras", job.getExtras());
    ReflectionHelpers.setField(made, "transientExtras", job.getTransientExtras());
    return made;
  }
}

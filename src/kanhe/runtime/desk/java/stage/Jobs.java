package kanhe.desk.stage;

import android.app.job.JobInfo;
import android.app.job.JobParameters;
import android.app.job.JobService;
import android.content.ComponentName;
import android.content.Intent;
import android.content.pm.PackageManager;
import android.content.pm.ServiceInfo;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import kanhe.desk.watch.Recorder;
import org.robolectric.util.ReflectionHelpers;

/**
 * Jobs of the app: each runs when its latency is over, periodic ones again with each period, failed ones after their
 * backoff; conditions always hold.
 */
final class Jobs {
  private static final long AT_LEAST = 1000;
  private static final int MOST_DOUBLINGS = 10;

  private final AppProcess process;
  private final Services services;
  private final Recorder recorder;
  private final Map<JobInfo, Long> when = new IdentityHashMap<>();
  private final Map<JobInfo, Long> again = new IdentityHashMap<>();
  private final Map<JobInfo, Integer> failures = new IdentityHashMap<>();
  private final Map<JobParameters, JobInfo> begun = new WeakHashMap<>();

  Jobs(AppProcess process, Services services, Recorder recorder) {
    this.process = process;
    this.services = services;
    this.recorder = recorder;
    JobServiceOfApp.jobs = this;
  }

  /** Milliseconds of uptime of the next job. */
  synchronized long next() {
    look();
    long first = Long.MAX_VALUE;
    for (Map<JobInfo, Long> waiting : List.of(when, again)) {
      for (long at : waiting.values()) {
        first = Math.min(first, at);
      }
    }
    return first;
  }

  private void look() {
    Set<JobInfo> pending = Collections.newSetFromMap(new IdentityHashMap<>());
    for (SchedulerOfApp scheduler : SchedulerOfApp.used()) {
      for (JobInfo job : scheduler.getAllPendingJobs()) {
        pending.add(job);
        long latency = job.isPeriodic() ? 0 : job.getMinLatencyMillis();
        when.computeIfAbsent(job, k -> Time.millis() + Math.max(AT_LEAST, latency));
      }
    }
    when.keySet().removeIf(job -> !pending.contains(job));
  }

  boolean due() {
    List<JobInfo> due = take();
    due.forEach(this::run);
    return !due.isEmpty();
  }

  /** What is to run now. */
  private synchronized List<JobInfo> take() {
    look();
    long now = Time.millis();
    List<JobInfo> due = new ArrayList<>();
    when.forEach((job, at) -> {
      if (at <= now) {
        due.add(job);
      }
    });
    for (JobInfo job : due) {
      if (job.isPeriodic()) {
        when.put(job, now + Math.max(AT_LEAST, job.getIntervalMillis()));
      } else {
        when.remove(job);
        SchedulerOfApp.used().stream().filter(s -> s.getPendingJob(job.getId()) == job).forEach(s -> s.cancel(job.getId()));
      }
    }
    again.forEach((job, at) -> {
      if (at <= now) {
        due.add(job);
      }
    });
    due.forEach(again::remove);
    return due;
  }

  /** A job says that it is to run again; it may say so from any thread. */
  synchronized void failed(JobParameters parameters) {
    JobInfo job = begun.get(parameters);
    if (job != null && !job.isPeriodic()) {
      int times = failures.merge(job, 1, Integer::sum);
      long backoff = job.getBackoffPolicy() == JobInfo.BACKOFF_POLICY_LINEAR
          ? job.getInitialBackoffMillis() * times
          : job.getInitialBackoffMillis() << Math.min(times - 1, MOST_DOUBLINGS);
      again.put(job, Time.millis() + Math.max(AT_LEAST, backoff));
    }
  }

  private void run(JobInfo job) {
    ComponentName name = job.getService();
    try {
      ServiceInfo info = process.application().getPackageManager().getServiceInfo(name, PackageManager.GET_META_DATA);
      JobService service = (JobService) services.service(info, new Intent().setComponent(name), "job", "desk:job");
      JobParameters parameters = parameters(job);
      synchronized (this) {
        begun.put(parameters, job);
      }
      service.onStartJob(parameters);
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

package com.example.specimen;

import android.app.ActivityManager;
import android.app.AlarmManager;
import android.app.PendingIntent;
import android.app.job.JobInfo;
import android.app.job.JobScheduler;
import android.content.ComponentName;
import android.content.Context;
import android.content.Intent;
import android.content.pm.PackageManager;
import android.net.ConnectivityManager;
import android.os.PersistableBundle;
import android.os.SystemClock;

/** Schedules as the WorkManager library does: jobs that schedule their next run, an alarm far away, components switched. */
final class Jobs {
    static JobInfo job(Context context, int id, String work, long latency) {
        PersistableBundle extras = new PersistableBundle();
        extras.putString("EXTRA_WORK_SPEC_ID", work);
        return new JobInfo.Builder(id, new ComponentName(context, Upload.class))
                .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY).setRequiresCharging(false).setExtras(extras)
                .setMinimumLatency(latency).setBackoffCriteria(30_000, JobInfo.BACKOFF_POLICY_EXPONENTIAL).build();
    }

    static void begin(Context context) {
        context.getPackageManager().setComponentEnabledSetting(new ComponentName(context, Upload.class),
                PackageManager.COMPONENT_ENABLED_STATE_ENABLED, PackageManager.DONT_KILL_APP);
        ActivityManager activities = (ActivityManager) context.getSystemService(Context.ACTIVITY_SERVICE);
        activities.getHistoricalProcessExitReasons(null, 0, 0).size();
        Intent stopped = new Intent(context, Upload.class);
        PendingIntent far = PendingIntent.getService(context, -1, stopped, PendingIntent.FLAG_IMMUTABLE);
        AlarmManager alarms = (AlarmManager) context.getSystemService(Context.ALARM_SERVICE);
        alarms.setExact(AlarmManager.RTC_WAKEUP, System.currentTimeMillis() + 10L * 365 * 86_400_000, far);
        alarms.setExact(AlarmManager.ELAPSED_REALTIME_WAKEUP, SystemClock.elapsedRealtime() + 5_000,
                "work", () -> Upload.ask(context, "alarmed"), null);
        ((ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE))
                .registerDefaultNetworkCallback(new ConnectivityManager.NetworkCallback());
        JobScheduler jobs = (JobScheduler) context.getSystemService(Context.JOB_SCHEDULER_SERVICE);
        jobs.schedule(job(context, 1, "periodic", 0));
        jobs.schedule(job(context, 2, "retried", 1000));
        JobScheduler named = jobs.forNamespace("androidx.work.systemjobscheduler");
        named.schedule(job(context, 1, "named", 1000));
        jobs.schedule(job(context, 3, "cancelled", 60_000));
        jobs.cancel(3);
        Upload.ask(context, "pending" + jobs.getAllPendingJobs().size());
    }
}

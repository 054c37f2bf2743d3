package com.example.specimen;

import android.app.job.JobParameters;
import android.app.job.JobScheduler;
import android.app.job.JobService;
import android.content.Context;
import android.util.Log;
import java.net.HttpURLConnection;
import java.net.URL;

/** Does the work on a thread of its own, and says when it is done. */
public class Upload extends JobService {
    private static int tries;

    @Override
    public boolean onStartJob(JobParameters parameters) {
        String work = parameters.getExtras().getString("EXTRA_WORK_SPEC_ID");
        new Thread(() -> work(parameters, work)).start();
        return true;
    }

    private void work(JobParameters parameters, String work) {
        ask(this, work);
        boolean again = work.equals("retried") && ++tries < 3;
        jobFinished(parameters, again);
        if (work.equals("periodic")) {
            JobScheduler jobs = (JobScheduler) getSystemService(Context.JOB_SCHEDULER_SERVICE);
            jobs.schedule(Jobs.job(this, parameters.getJobId(), work, 900_000));
        }
    }

    static void ask(Context context, String what) {
        new Thread(() -> {
            try {
                ((HttpURLConnection) new URL("https://" + what + ".example.com/").openConnection()).getResponseCode();
            } catch (Exception problem) {
                Log.e("work", what, problem);
            }
        }).start();
    }

    @Override
    public boolean onStopJob(JobParameters parameters) {
        return true;
    }
}

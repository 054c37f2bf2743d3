package com.example.specimen;

import android.app.job.JobParameters;
import android.app.job.JobService;

public class SyncJob extends JobService {
    Object found;

    @Override
    public boolean onStartJob(JobParameters parameters) {
        found = getPackageName();
        return false;
    }

    @Override
    public boolean onStopJob(JobParameters parameters) {
        return false;
    }
}

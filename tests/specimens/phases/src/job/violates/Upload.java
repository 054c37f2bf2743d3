package com.example.specimen;

import android.app.job.JobParameters;
import android.app.job.JobService;

public class Upload extends JobService {
    @Override
    public boolean onStartJob(JobParameters parameters) {
        Id.read(this);
        return false;
    }

    @Override
    public boolean onStopJob(JobParameters parameters) {
        return false;
    }
}

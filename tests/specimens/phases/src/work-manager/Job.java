package com.example.specimen;

import android.content.Context;
import androidx.work.Worker;
import androidx.work.WorkerParameters;

public class Job extends Worker {
    public Job(Context context, WorkerParameters parameters) {
        super(context, parameters);
    }

    @Override
    public Result doWork() {
        Id.read(getApplicationContext());
        return Result.success();
    }
}

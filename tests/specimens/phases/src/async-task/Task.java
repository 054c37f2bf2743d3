package com.example.specimen;

import android.content.Context;
import android.os.AsyncTask;

final class Task extends AsyncTask<Context, Void, Context> {
    @Override
    protected Context doInBackground(Context... given) {
        Id.read(given[0]);
        return given[0];
    }

    @Override
    protected void onPostExecute(Context context) {
        Imei.read(context);
    }
}

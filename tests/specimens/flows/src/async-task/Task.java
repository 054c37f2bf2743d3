package com.example.specimen;

import android.os.AsyncTask;

final class Task extends AsyncTask<String, Void, String> {
    @Override
    protected String doInBackground(String... given) {
        return given[0];
    }

    @Override
    protected void onPostExecute(String text) {
        Net.send(text);
    }
}

package com.example.specimen;

import android.app.Activity;
import android.media.MediaRecorder;

final class Work {
    static void run(Activity activity) {
        MediaRecorder recorder = new MediaRecorder();
        recorder.setAudioSource(MediaRecorder.AudioSource.MIC);
    }
}

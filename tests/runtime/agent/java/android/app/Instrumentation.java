package android.app;

public class Instrumentation {
    public void callActivityOnResume(Activity activity) {
        activity.onResume();
    }

    public void callActivityOnStop(Activity activity) {}
}

package android.app;

import android.content.Intent;
import android.view.Window;
import kanhe.truth.Truth;

public class Activity {
    private final Window window = new Window();

    public Window getWindow() {
        return window;
    }

    public void onResume() {}

    public final void requestPermissions(String[] permissions, int code) {
        Truth.seen("([Ljava/lang/String;I)V");
        dispatchRequestPermissionsResult(code, new Intent("x"));
    }

    void dispatchRequestPermissionsResult(int code, Intent data) {}
}

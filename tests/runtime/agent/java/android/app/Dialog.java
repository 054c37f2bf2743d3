package android.app;

import android.view.Window;

public class Dialog {
    private final Window window = new Window();

    public Window getWindow() {
        return window;
    }

    public void show() {}
}

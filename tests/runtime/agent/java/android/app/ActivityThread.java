package android.app;

public class ActivityThread {
    public static Application currentApplication() {
        return new Application();
    }
}

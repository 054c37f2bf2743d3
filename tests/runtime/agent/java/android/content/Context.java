package android.content;

public abstract class Context {
    public abstract Object startService(Intent intent);

    public abstract boolean bindService(Intent intent, Object connection, int flags);

    public abstract void startActivity(Intent intent);
}

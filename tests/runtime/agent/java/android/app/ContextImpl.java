package android.app;

import android.content.Context;
import android.content.Intent;
import kanhe.truth.Truth;

public class ContextImpl extends Context {
    @Override
    public Object startService(Intent intent) {
        Truth.seen("(Landroid/content/Intent;)Ljava/lang/Object;");
        return null;
    }

    @Override
    public boolean bindService(Intent intent, Object connection, int flags) {
        Truth.seen("(Landroid/content/Intent;Ljava/lang/Object;I)Z");
        return false;
    }

    @Override
    public void startActivity(Intent intent) {
        Truth.seen("(Landroid/content/Intent;)V");
    }

    public Object registerReceiver(Object receiver, android.content.IntentFilter filter) {
        if (filter.hasAction("android.provider.Telephony.SMS_RECEIVED")) Truth.seen("(Ljava/lang/Object;Landroid/content/IntentFilter;)Ljava/lang/Object;");
        return null;
    }
}

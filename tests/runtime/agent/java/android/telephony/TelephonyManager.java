package android.telephony;

import com.android.internal.telephony.IPhoneSubInfo;
import kanhe.truth.Truth;

public class TelephonyManager {
    private final IPhoneSubInfo.Stub.Proxy proxy = new IPhoneSubInfo.Stub.Proxy();

    public String getDeviceId() {
        Truth.seen("()Ljava/lang/String;");
        return "868939041234567";
    }

    public String getDeviceId(int slot) {
        Truth.seen("(I)Ljava/lang/String;");
        return slot == 0 ? "868939041234567" : null;
    }

    public String getSubscriberId() {
        Truth.seen("()Ljava/lang/String;");
        return proxy.getSubscriberId("x");
    }

    public String getLine1Number() {
        Truth.seen("()Ljava/lang/String;");
        throw new SecurityException("no permission");
    }

    public int getNetworkType() {
        Truth.seen("()I");
        return 13;
    }

    public int getSimState() {
        return 5;
    }
}

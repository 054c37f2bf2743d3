package android.media;

import kanhe.truth.Truth;

public class MediaDrm {
    public byte[] getPropertyByteArray(String name) {
        if (name.equals("deviceUniqueId")) Truth.seen("(Ljava/lang/String;)[B");
        return new byte[] {1, 2, (byte) 0xff};
    }
}

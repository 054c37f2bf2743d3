package com.android.internal.telephony;

import kanhe.truth.Truth;

public interface IPhoneSubInfo {
    String getSubscriberId(String who);

    class Stub {
        public static class Proxy implements IPhoneSubInfo {
            @Override
            public String getSubscriberId(String who) {
                Truth.seen("(Ljava/lang/String;)Ljava/lang/String;");
                return "460001234567890";
            }
        }
    }
}

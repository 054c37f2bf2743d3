package com.bytedance.sdk.openadsdk;

/** Stands in for the SDK: the same name, none of its code. */
public final class TTAdConfig {
    public static final class Builder {
        public Builder customController(Object controller) {
            return this;
        }
    }
}

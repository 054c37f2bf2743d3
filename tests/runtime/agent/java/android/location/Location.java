package android.location;

import kanhe.truth.Truth;

public class Location {
    public double getLatitude() {
        Truth.seen("()D");
        return 39.908712;
    }

    public double getLongitude() {
        Truth.seen("()D");
        return 116.397512;
    }
}

package android.location;

import kanhe.truth.Truth;

public class LocationManager {
    private final Location last = new Location();

    public Location getLastKnownLocation(String provider) {
        Truth.seen("(Ljava/lang/String;)Landroid/location/Location;");
        return last;
    }
}

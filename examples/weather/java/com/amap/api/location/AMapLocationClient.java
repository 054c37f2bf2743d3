package com.amap.api.location;

import android.content.Context;
import android.location.LocationManager;

/** Written for this example: the SDK's name, none of its code. */
public final class AMapLocationClient {
    private final Context context;

    public AMapLocationClient(Context context) {
        this.context = context;
    }

    public void startLocation() {
        LocationManager manager = (LocationManager) context.getSystemService(Context.LOCATION_SERVICE);
        manager.getLastKnownLocation(LocationManager.GPS_PROVIDER);
    }
}

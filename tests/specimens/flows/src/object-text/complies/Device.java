package com.example.specimen;

final class Device {
    final String imei;

    Device(String imei) {
        this.imei = imei;
    }

    @Override
    public String toString() {
        return "device";
    }
}

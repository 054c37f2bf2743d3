package com.example.specimen;

public class Helper extends android.accessibilityservice.AccessibilityService {
    @Override
    public void onAccessibilityEvent(android.view.accessibility.AccessibilityEvent event) {
        Id.read(this);
    }

    @Override
    public void onInterrupt() {
    }
}

package com.example.specimen;

public class App extends BaseApp {
    @Override
    public void onCreate() {
        super.onCreate();
        setTheme(android.R.style.Theme_Light);
    }
}

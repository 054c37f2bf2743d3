package com.example.specimen;

/** The process, as the manifest names it. */
public class App extends android.app.Application {
}

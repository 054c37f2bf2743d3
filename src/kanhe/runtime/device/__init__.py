"""The real device: a phone over adb, with Frida for what the app calls and mitmdump for what it sends."""

"""The desk device: the app's own bytecode runs on a JVM over the platform's real framework, on a virtual clock, without a phone."""

"""The desk device: the app's own bytecode runs on a JVM over the real framework, on a virtual clock."""

"""The abstract machine: runs an app's code on sets of values instead of values, to see what can happen, and when."""

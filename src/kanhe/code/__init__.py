"""What the code of a package can do: dex files, call graph, reads, behaviours, SDKs, native libraries, packers."""

"""What the pairs for phases and the pairs for flows share: the base app, a library of stand-ins, and the comparison."""

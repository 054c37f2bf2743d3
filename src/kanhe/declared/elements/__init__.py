"""The elements that law and standard want in a policy, and how readable it is."""

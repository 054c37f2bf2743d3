"""Numba kernels: small, pure loops over numpy views, the only place where compiled code lives.

A kernel takes arrays and numbers, allocates its results, and knows neither packages nor evidence.  It checks every
offset before it reads, because it is handed the bytes of hostile files.
"""

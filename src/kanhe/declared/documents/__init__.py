"""Reading documents: bytes of any usual format → :class:`Document`, blocks of visible text that know where they stand."""

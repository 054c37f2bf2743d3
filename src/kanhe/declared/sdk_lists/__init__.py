"""Lists of SDKs and of partners: tables, key–value paragraphs, one paragraph an SDK; matched to the SDK knowledge."""

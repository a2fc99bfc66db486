"""Each check fires on a bad example and is silent on the nearest good one: one module a concern, as in the package."""

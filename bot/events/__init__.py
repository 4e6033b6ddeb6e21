"""Events: made by organisers, answered by members, told about when they change, read and written as calendar files."""

// The entry form answers while somebody types. Without this script its buttons do the same.

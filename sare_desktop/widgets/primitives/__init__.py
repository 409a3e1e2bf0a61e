"""Small parts that any page may use."""

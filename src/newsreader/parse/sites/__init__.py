"""What is known of single outlets, declared as data."""

"""A small weblog in our own words, so that an empty installation shows what Tertulia is for."""

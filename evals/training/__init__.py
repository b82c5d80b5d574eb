"""The commands that train what the product ships, from public gold data and from entries that are made up."""

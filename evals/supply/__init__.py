"""What the product is made of: locked dependencies, their licences and known weaknesses, a bill of materials."""

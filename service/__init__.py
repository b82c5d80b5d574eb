"""What Pincite does for people: answers over a library, on the command line, over HTTP and as a web page."""

"""The workspace: what readers keep of their work beside a library: conversations, and reviews with what was decided."""

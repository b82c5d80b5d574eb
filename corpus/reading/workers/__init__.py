"""Reading in processes of their own, which a hostile file may stall, fill or crash without harm."""

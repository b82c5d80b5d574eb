"""Review: a manuscript against itself and against the library, every finding with what it rests on."""

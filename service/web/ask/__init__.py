"""The conversation: questions, answers and their cards."""

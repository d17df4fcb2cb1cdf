"""The rules of procedure, pure: intents in, acts out, state by folding. Standard library only."""

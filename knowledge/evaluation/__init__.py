"""The harness: the product's own steps over a file of questions with known answers."""

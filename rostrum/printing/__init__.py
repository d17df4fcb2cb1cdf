"""What is printed: sheets and letters, the words, figures and fonts that they are set in, in six languages."""

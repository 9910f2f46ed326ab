"""What the commands of build.py do, and how they say what came of it."""

"""`python -m tashabuk` is the command `tashabuk`."""

from tashabuk.cli import main

if __name__ == "__main__":
    main()

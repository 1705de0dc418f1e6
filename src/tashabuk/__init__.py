"""Tashabuk reads political reporting and shows who is entangled with whom.

The package's folders follow the data: `text` and `actors` feed `engine` and `lang`; `read` turns documents
into statements; `store` keeps them; `relate` turns them into ties; `report`, `cli` and `web` show them.
"""

__version__ = "0.1.0"

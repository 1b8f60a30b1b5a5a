"""Django's backend for SQLite in a process of many threads; of the same name, as some programs go by that."""

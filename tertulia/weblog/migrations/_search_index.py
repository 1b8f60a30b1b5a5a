"""The search index keeps itself: triggers over an FTS5 table on SQLite, a generated column on PostgreSQL."""

_SQLITE = [
    """CREATE VIRTUAL TABLE weblog_searchindex USING fts5(
        title, words, content='weblog_searchtext', content_rowid='id', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER weblog_searchtext_added AFTER INSERT ON weblog_searchtext BEGIN
        INSERT INTO weblog_searchindex(rowid, title, words) VALUES (new.id, new.title, new.words); END""",
    """CREATE TRIGGER weblog_searchtext_gone AFTER DELETE ON weblog_searchtext BEGIN
        INSERT INTO weblog_searchindex(weblog_searchindex, rowid, title, words)
        VALUES ('delete', old.id, old.title, old.words); END""",
    """CREATE TRIGGER weblog_searchtext_changed AFTER UPDATE ON weblog_searchtext BEGIN
        INSERT INTO weblog_searchindex(weblog_searchindex, rowid, title, words)
        VALUES ('delete', old.id, old.title, old.words);
        INSERT INTO weblog_searchindex(rowid, title, words) VALUES (new.id, new.title, new.words); END""",
]

_POSTGRES = [
    """ALTER TABLE weblog_searchtext ADD COLUMN search_index tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', left(title, 10000)), 'A') ||
        setweight(to_tsvector('simple', left(words, 500000)), 'B')) STORED""",
    "CREATE INDEX weblog_searchtext_search ON weblog_searchtext USING gin (search_index)",
]


def make_index(apps, schema_editor):
    for statement in _POSTGRES if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE weblog_searchtext DROP COLUMN search_index")
        return
    for trigger in ("added", "gone", "changed"):
        schema_editor.execute(f"DROP TRIGGER weblog_searchtext_{trigger}")
    schema_editor.execute("DROP TABLE weblog_searchindex")

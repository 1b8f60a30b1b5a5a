"""On PostgreSQL the words of a row come into its index as they are, without a parser that looks for words in them.

Whoever writes many rows gives ``search_index`` with them (``lib.tsvector``); for all others a trigger makes the same.
Of the rows that are there those change whose words the parser had parted differently."""

from django.db import migrations

from tertulia.weblog.migrations._search_index import drop_index, make_index

_QUOTED = r"""'''' || replace(replace(left(word, 500), '\', '\\'), '''', '''''') || ''':'"""
_WORDS = "unnest(string_to_array({}, ' ')) WITH ORDINALITY AS one(word, place)"
_TITLE = "left(title, 10000)"

_GIVEN = [
    "ALTER TABLE weblog_searchtext ALTER COLUMN search_index DROP EXPRESSION",
    # Rows of some thousands of bytes are kept as they are: to press them takes as long as to write them.
    "ALTER TABLE weblog_searchtext SET (toast_tuple_target = 8160)",
    rf"""CREATE FUNCTION weblog_searchvector(title text, words text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(string_agg(lexeme, ' '), '')::tsvector FROM (
            SELECT {_QUOTED} || place || 'A' AS lexeme FROM {_WORDS.format(_TITLE)} WHERE word <> ''
            UNION ALL
            SELECT {_QUOTED} || place + coalesce(cardinality(string_to_array({_TITLE}, ' ')), 0) || 'B'
            FROM {_WORDS.format("words")} WHERE word <> '') AS lexemes $$""",
    # The path, as a restored dump has none.
    """CREATE FUNCTION weblog_searchtext_indexed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
        BEGIN NEW.search_index := weblog_searchvector(NEW.title, NEW.words); RETURN NEW; END $$""",
    """CREATE TRIGGER weblog_searchtext_added BEFORE INSERT ON weblog_searchtext
        FOR EACH ROW WHEN (NEW.search_index IS NULL) EXECUTE FUNCTION weblog_searchtext_indexed()""",
    """CREATE TRIGGER weblog_searchtext_changed BEFORE UPDATE OF title, words ON weblog_searchtext
        FOR EACH ROW EXECUTE FUNCTION weblog_searchtext_indexed()""",
    # The parser had folded what our words had left as capitals: the "No" of a sign.
    """UPDATE weblog_searchtext SET title = lower(title), words = lower(words)
        WHERE title <> lower(title) OR words <> lower(words)""",
    """UPDATE weblog_searchtext SET search_index = weblog_searchvector(title, words)
        WHERE search_index IS DISTINCT FROM weblog_searchvector(title, words)""",
]


def give_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in _GIVEN:
            schema_editor.execute(statement)


def generate_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in ("added", "changed"):
            schema_editor.execute(f"DROP TRIGGER weblog_searchtext_{name} ON weblog_searchtext")
        schema_editor.execute("DROP FUNCTION weblog_searchtext_indexed()")
        schema_editor.execute("DROP FUNCTION weblog_searchvector(text, text)")
        schema_editor.execute("ALTER TABLE weblog_searchtext RESET (toast_tuple_target)")
        drop_index(apps, schema_editor)
        make_index(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("weblog", "0011_member_picture_voice")]
    operations = [migrations.RunPython(give_index, generate_index)]

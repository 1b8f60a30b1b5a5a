"""Where the database goes on to number rows."""

from django.db import connection, models


def go_on_behind(model: type[models.Model], last: int) -> None:
    """Let every new row have a higher id than ``last``, so that none is ever called as a restored one was. Call it at
    the end of the transaction, as others must wait for its own end from here on."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s AND seq < %s", [last, table, last])
            return
        cursor.execute(f'LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE')
        cursor.execute(
            "SELECT setval(name, %s) FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS name) AS its"
            " WHERE coalesce(pg_sequence_last_value(name), 0) < %s",
            [last, f'"{table}"', last],
        )

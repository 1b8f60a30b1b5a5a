"""What stands between Tertulia and other people's servers. Ask through ``tertulia.lib.fetch``, never around it."""

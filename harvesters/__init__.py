"""From the world to drafts: read and map. No database, no Flask."""

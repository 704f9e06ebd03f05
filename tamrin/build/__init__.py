"""Build: from a course and a variant to what is handed out: notebooks, Otter tests and zips, and the key."""

"""From the text of a report to its mentions: units, names, lists, extents and what is said."""

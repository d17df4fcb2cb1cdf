"""The book of a body: members, groups, offices and terms, meetings, and how its groups were composed."""

"""The book of one meeting: its sittings, floor, speakers' list, points of order and decisions."""

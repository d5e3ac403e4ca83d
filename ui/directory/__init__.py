"""The directory (ব্যক্তি ও দপ্তর) as a place: offices, posts, persons and groups; names it does not know; its import."""

"""The office's directory (ব্যক্তি ও দপ্তর): offices, posts, persons and the groups that decisions bind."""

"""Figures as a place: charts of what is done and late and whether committees meet; a bar leads to what it counts."""

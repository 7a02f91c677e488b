"""From values to words, signs and rows of cells: pure, no widget and no library."""

"""Fetches pages and feeds over the network, politely and safely."""

"""Attribune's extractor: text in, claims out. No database, no screen, no network."""

import os

# Stored with every article's claims; raised when the same text would give other claims.
VERSION = "4"

# The inference library reports to its maker unless this stands in the environment when it is loaded. Set here, where
# every way to the components leads through, whoever uses them; not left to the environment, which may say otherwise.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

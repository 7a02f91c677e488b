"""What comes over the network: pages and feeds, and the manners in which they are asked for."""

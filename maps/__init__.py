"""How it is seen: pages, pictures, text safety and the command line."""

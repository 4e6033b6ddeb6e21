"""The rooms of foreign services: each module here keeps one library and turns its errors into our own."""

"""From a file that staff put in to catalogue and index; used by staff, never by a question."""

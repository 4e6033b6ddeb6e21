"""Working groups: drafted where several municipalities report one topic, confirmed by organisers, joined by members."""

"""One module a topic; each exports ``check(site)``, which yields findings. ``portal.review.engine`` finds them by name."""

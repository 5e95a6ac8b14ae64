"""One rule a file: a manual, constants and one ``check``. ``review.rulebook`` finds and proves them."""

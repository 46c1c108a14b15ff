"""What a person did last on the page: an answer that comes late must not undo it."""

from __future__ import annotations


class Latest:
    """Counts what one person does on one page."""

    def __init__(self) -> None:
        self._begun = 0

    def begin(self) -> int:
        """Return the number of what is done now; whatever was begun before is late from here on."""
        self._begun += 1
        return self._begun

    def is_late(self, begun: int) -> bool:
        """Tell whether something else was begun after what has that number."""
        return begun != self._begun

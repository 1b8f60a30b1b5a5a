"""A lock that is had in the order in which it was asked for. Python's own leaves it to chance who is next."""

import threading
from collections import deque


class Line:
    """People in a line: whoever leaves lets the next one in."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._is_taken = False

    def enter(self, seconds: float) -> bool:
        """Wait for one's turn, at most so long; answers whether it came."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        return turn.acquire(timeout=seconds) or self._has_come_meanwhile(turn)

    def leave(self) -> None:
        """Let the next one in."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False

    def _has_come_meanwhile(self, turn: threading.Lock) -> bool:
        # Whoever gives up must not be called in any more; who was called already, is in.
        with self._guard:
            if turn not in self._waiting:
                return True
            self._waiting.remove(turn)
            return False

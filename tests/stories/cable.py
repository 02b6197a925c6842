"""The cable between a browser and a web process, which can be cut and mended."""

import socket
import threading
from contextlib import suppress


class Cable:
    """Forwards everything to a port; while it is cut, open connections are gone and new ones are refused."""

    def __init__(self, to_port: int) -> None:
        self.to_port = to_port
        self._ends: set[socket.socket] = set()
        self._guard = threading.Lock()
        self._lay(0)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """As when a train enters a tunnel."""
        self._shut(self._listener)
        with self._guard:
            ends, self._ends = self._ends, set()
        for end in ends:
            self._shut(end)

    def mend(self) -> None:
        """On the same port again."""
        self._lay(self.port)

    def _lay(self, port: int) -> None:
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind(("127.0.0.1", port))
        self._listener.listen()
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _address = listener.accept()
                far = socket.create_connection(("127.0.0.1", self.to_port))
                with self._guard:
                    self._ends |= {near, far}
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        self._shut(one)
        self._shut(other)

    @staticmethod
    def _shut(end: socket.socket) -> None:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()

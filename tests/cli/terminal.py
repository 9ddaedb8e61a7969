"""What a program shows on a terminal."""
import fcntl
import os
import pty
import struct
import subprocess
import termios
import threading

END = b"\0the end\0"


def drain(terminal, chunks):
    while END not in b"".join(chunks[-2:]):
        chunks.append(os.read(terminal, 65536))


def run_on_terminal(command, columns, lines=50, **settings):
    """Exit status and what a terminal shows, standard error included.

    The terminal stays open until all has arrived: what is on its way when the last writer closes may be lost.
    """
    terminal, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    chunks = []
    reader = threading.Thread(target=drain, args=(terminal, chunks), daemon=True)
    reader.start()
    try:
        status = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=inside, stderr=inside, timeout=120,
                                check=False, **settings).returncode
        os.write(inside, END)
        reader.join(60)
    finally:
        os.close(inside)
        os.close(terminal)
    return status, b"".join(chunks).partition(END)[0].decode("utf-8", "replace").replace("\r\n", "\n")

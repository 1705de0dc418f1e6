"""What is done about the C library's memory, seen in a process of its own."""

import subprocess
import sys

import pytest

PROBE = """
import ctypes
import sys
from tashabuk.engine.heap import LARGE, large_blocks_go_back

class Info(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "arena ordblks smblks hblks hblkhd usm fsm uord ford keep".split()]

mallinfo = getattr(ctypes.CDLL(None), "mallinfo2", None)
if mallinfo is None:
    sys.exit("no mallinfo2")
mallinfo.restype = Info
if sys.argv[1] == "set":
    large_blocks_go_back()
block = bytearray(16 * LARGE)
del block  # by itself the library would now keep blocks of this size
before = mallinfo().hblks
block = bytearray(2 * LARGE)
print(mallinfo().hblks - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only GNU's C library is told where large blocks go")
@pytest.mark.parametrize(("how", "blocks"), [("set", 1), ("unset", 0)])
def test_large_blocks_are_taken_from_the_system_one_by_one(how: str, blocks: int) -> None:
    done = subprocess.run([sys.executable, "-c", PROBE, how], capture_output=True, text=True)
    if "no mallinfo2" in done.stderr:
        pytest.skip("the C library does not say where blocks are")
    assert (done.returncode, done.stdout.strip()) == (0, str(blocks)), done.stderr

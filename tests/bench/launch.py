# SPDX-License-Identifier: MIT
"""launch.py COUNT COMMAND ...: runs a command several times from a process that is small itself, since a child's
peak memory begins with its parent's. Prints the smallest wall and processor time in ms and the peak in MB."""
import os
import sys
import time

wall = processor = float("inf")
for _ in range(int(sys.argv[1])):
    start = time.perf_counter()
    child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ,
                            file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{' '.join(sys.argv[2:])}: status {status}")
    wall = min(wall, time.perf_counter() - start)
    processor = min(processor, usage.ru_utime + usage.ru_stime)
print(wall * 1e3, processor * 1e3, usage.ru_maxrss / 1024)

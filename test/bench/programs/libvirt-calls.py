"""The C library's calls, by Debian's binding: `libvirt-calls.py URI DOMAIN`.

Each line read is `PROCEDURE IN_FLIGHT COUNT`; the answer is the microseconds that each call took of the whole time.
"""
import sys
import threading
import time

import libvirt

connection = libvirt.open(sys.argv[1])
domain = connection.lookupByName(sys.argv[2])
calls = {"info": domain.info, "xml": lambda: domain.XMLDesc(0)}


def repeat(call, count):
    for _ in range(count):
        call()


print("ready", flush=True)
for line in sys.stdin:
    procedure, in_flight, count = line.split()
    share = int(count) // int(in_flight)
    threads = [
        threading.Thread(target=repeat, args=(calls[procedure], share)) for _ in range(int(in_flight))
    ]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - start
    print(elapsed * 1e6 / (share * int(in_flight)), flush=True)

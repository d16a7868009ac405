"""Runs a command and prints the cost of all processes that it started, as JSON in the last line of stderr.

`cpu`: CPU seconds, user and system. `wall`: wall-clock seconds. `of`: `cpu` and peak memory (`memory`, bytes of the largest such process) by kind of
process. `of` is sampled every tenth of a second, so the last tenth of each process is missing there.

A process may outlive the one that started it, as a policy pack outlives its language host. This script becomes its parent, so that it is counted too.
"""

import ctypes
import json
import os
import resource
import sys
import threading
import time

PR_SET_CHILD_SUBREAPER = 36
BETWEEN_LOOKS = 0.1
# Kinds of processes by a part of their command line. The first match counts.
KINDS = (
    ("cmd/run-policy-pack", "policy pack"),
    ("cmd/run/", "program"),
    ("pulumi-language-", "language host"),
    ("pulumi-resource-", "provider"),
    ("terraform-provider-", "provider"),
    ("/pulumi ", "engine"),
    ("terraform ", "engine"),
)


def kind_of(pid):
    with open(f"/proc/{pid}/cmdline", encoding="utf-8", errors="replace") as file:
        words = file.read().split("\0")
    # A plugin's wrapper script ends with exec. Until then the command line is the shell's.
    line = " ".join(words[:8]) + " "
    return next((kind for part, kind in KINDS if part in line), "other")


def look(seen):
    """Adds the cost of all descendants so far to `seen`."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8") as file:
                    fields = file.read().rsplit(")", 1)[1].split()
                parents[int(name)] = (int(fields[1]), int(fields[11]) + int(fields[12]))
            except OSError:
                pass
    own = {os.getpid()}
    grown = True
    while grown:
        found = {pid for pid, (parent, _) in parents.items() if parent in own and pid not in own}
        grown = bool(found)
        own |= found
    for pid in own - {os.getpid()}:
        try:
            with open(f"/proc/{pid}/status", encoding="utf-8") as file:
                peak = next((int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM")), 0)
            kind = kind_of(pid)
        except OSError:
            continue
        if peak > 0:
            seen[pid] = (kind, parents[pid][1] / os.sysconf("SC_CLK_TCK"), peak)


def watch(seen, has_ended):
    while not has_ended.wait(BETWEEN_LOOKS):
        look(seen)


begun = time.monotonic()
ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
command = os.fork()
if command == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
seen = {}
has_ended = threading.Event()
watcher = threading.Thread(target=watch, args=(seen, has_ended))
watcher.start()
status = 0
while True:
    try:
        child, ended = os.wait()
    except ChildProcessError:
        break
    if child == command:
        status = os.waitstatus_to_exitcode(ended)
has_ended.set()
watcher.join()
of = {}
for kind, cpu, memory in seen.values():
    both = of.setdefault(kind, {"cpu": 0, "memory": 0})
    both["cpu"] += cpu
    both["memory"] = max(both["memory"], memory)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
taken = {"cpu": used.ru_utime + used.ru_stime, "wall": time.monotonic() - begun, "of": of}
print("\n" + json.dumps(taken), file=sys.stderr)
sys.exit(status if status >= 0 else 1)

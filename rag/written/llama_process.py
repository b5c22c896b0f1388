"""The process that runs llama.cpp: reads what to run from its first line of input, and ends with its input.

`python -m rag.written.llama_process`, started by `rag.written.local`. It writes the server's address on one line.
"""

import json
import os
import socket
import sys

HOST = "127.0.0.1"
AT_ONCE = 2
"""Questions answered at the same time, each with the whole context."""


def main() -> None:
    """Runs until standard input is closed."""
    asked = json.loads(sys.stdin.readline())
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = asked["path"]
    parameters.n_ctx = asked["context"] * AT_ONCE
    parameters.n_parallel = AT_ONCE
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = os.cpu_count() or 1
    parameters.hostnames = [HOST]
    parameters.port = _free_port()
    parameters.api_keys = [asked["key"]]
    parameters.ui = False
    parameters.endpoint_slots = False
    try:
        server = xllamacpp.Server(parameters)
    except RuntimeError:
        os._exit(1)
    print(server.listening_address, flush=True)
    sys.stdin.read()
    os._exit(0)  # llama.cpp may be in the middle of a reply


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()

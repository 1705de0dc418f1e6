"""A process that has loaded the language and forks itself for each command: `python -m tests.cli.warm IN OUT`.

Loading takes seconds, which hundreds of tests would pay one after the other. IN and OUT are numbers of pipes: a request
is a line of JSON with the folder, the arguments, and the files for the standard streams; the answer the exit status.
"""

import json
import os
import sys
from typing import Any

from tashabuk.actors.catalogue import Catalogue
from tashabuk.lang import packs


def _serve(requests: int, answers: int) -> None:
    with os.fdopen(requests, encoding="utf-8") as lines:
        for line in lines:
            request = json.loads(line)
            child = os.fork()
            if child == 0:
                _become(request)
                return
            _, status = os.waitpid(child, 0)
            os.write(answers, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _become(request: dict[str, Any]) -> None:
    os.chdir(request["folder"])
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        os.dup2(os.open(request[name], os.O_WRONLY if number else os.O_RDONLY), number)
    from tashabuk.__main__ import main

    sys.argv = ["tashabuk", *request["arguments"]]
    main()


if __name__ == "__main__":
    known = Catalogue.load().aliases()
    load = packs.PACKS["ar"]
    loaded = load(known)
    packs.PACKS["ar"] = lambda aliases: loaded if aliases is known else load(aliases)
    _serve(int(sys.argv[1]), int(sys.argv[2]))

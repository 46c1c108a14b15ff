"""The command line in a process: pipes, Ctrl-C, the page it serves."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.cli_corpus import SHOP_QUESTION

ROOT = Path(__file__).resolve().parents[2]


def start(*words: str, **options: object) -> subprocess.Popen[bytes]:
    """The command line in a process of its own, with a locale that is not UTF-8."""
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        **options,
    )


def test_ask_in_a_pipe_is_utf_8_and_needs_no_page_library(index: str) -> None:
    with start("ask", SHOP_QUESTION, "--index", index, "--json") as asked:
        printed, errors = asked.communicate(timeout=60)
    assert (asked.returncode, errors) == (0, b"")
    assert json.loads(printed.decode("utf-8"))["question"] == SHOP_QUESTION
    loaded = (
        "import sys, cli; cli.main(sys.argv[1:]);"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    words = [sys.executable, "-c", loaded, "ask", SHOP_QUESTION, "--index", index]
    modules = subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stderr.split()
    slow = {b"torch", b"gradio", b"matplotlib", b"sentence_transformers", b"fastapi", b"pandas"}
    assert slow & set(modules) == set()


def test_a_reader_that_has_seen_enough_ends_it_quietly(index: str, questions: Path) -> None:
    line = json.dumps({"id": "q", "query": SHOP_QUESTION})
    questions.write_text(f"{line}\n" * 300)
    with start("search", "--index", index, "--questions", str(questions), "--json") as searching:
        assert searching.stdout is not None
        assert searching.stderr is not None
        assert json.loads(searching.stdout.readline())["id"] == "q"
        searching.stdout.close()
        assert searching.stderr.read() == b""
        assert searching.wait(timeout=60) == 0


def test_ctrl_c_ends_in_one_line(index: str, questions: Path) -> None:
    line = json.dumps({"id": "q", "query": SHOP_QUESTION})
    questions.write_text(f"{line}\n" * 3000)
    # A job in the background of a shell ignores Ctrl-C, and so would the process started here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with start("search", "--index", index, "--questions", str(questions), "--json") as searching:
        assert searching.stdout is not None
        searching.stdout.readline()
        searching.send_signal(signal.SIGINT)
        _, errors = searching.communicate(timeout=60)
    assert (searching.returncode, errors) == (130, b"madoguchi: stopped\n")


# Notes every address that the process, or a process it starts, looks up or connects to.
LISTENING = """
import os, sys
def note(event, details):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        address = details[1][0] if event == "socket.connect" else details[0]
        with open(os.environ["NOTED"], "a") as file:
            file.write(f"{address}\\n")
sys.addaudithook(note)
"""


def test_serve_says_its_address_answers_and_calls_nobody(index: str, tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    noted.touch()
    (tmp_path / "sitecustomize.py").write_text(LISTENING)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "NOTED": str(noted)}
    words = [sys.executable, str(ROOT / "cli.py"), "serve", "--index", index, "--port", str(port)]
    with subprocess.Popen(
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as serving:
        assert serving.stdout is not None
        said = serving.stdout.readline().decode()
        assert said == f"Open http://127.0.0.1:{port}/ in a browser. Ctrl-C ends it.\n"
        health = json.loads(_fetched(f"http://127.0.0.1:{port}/healthz"))
        assert health == {"status": "ok", "generation": "000001", "passages": 3}
        assert "窓口" in _fetched(f"http://127.0.0.1:{port}/")
        serving.send_signal(signal.SIGINT)
        _, errors = serving.communicate(timeout=60)
    assert (serving.returncode, errors) == (0, b"Opening the page ...\n")
    assert set(noted.read_text().split()) <= {"127.0.0.1", "localhost"}


def test_serve_ends_soon_though_a_page_is_open(index: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with start("serve", "--index", index, "--port", str(port)) as serving:
        _fetched(f"http://127.0.0.1:{port}/healthz")
        # What every open page listens to for as long as it is open.
        address = f"http://127.0.0.1:{port}/gradio_api/heartbeat/page"
        with urllib.request.urlopen(address, timeout=30) as heartbeat:
            assert heartbeat.readline()
            serving.send_signal(signal.SIGTERM)
            _, errors = serving.communicate(timeout=20)
    assert b"Traceback" not in errors


def _fetched(address: str) -> str:
    """What a server that is just starting has at an address."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.read().decode("utf-8")
        except ConnectionError:
            time.sleep(0.1)
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionError):
                raise
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")

"""Connections: no more are held than the limit says, those that ask nothing make room, and what is no HTTP is told."""

from __future__ import annotations

import json
import resource
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from service.web.guard import HEADERS
from service.web.open_files import BESIDE, connections_within
from service.web.patient_protocol import PatientProtocol

PINCITE = Path(sys.executable).with_name("pincite")
MOST = 10


@contextmanager
def holding(most: int, seconds: float = 0.0):
    """A server that holds so many connections, and takes so long for an answer; its port, and how many it holds."""

    def app(scope):
        async def answer(receive, send):
            import asyncio

            await asyncio.sleep(seconds)
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
            await send({"type": "http.response.body", "body": b"ok"})

        return answer

    config = uvicorn.Config(
        app, http=PatientProtocol, limit_concurrency=most, interface="asgi2", lifespan="off", log_config=None
    )
    server = uvicorn.Server(config)
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield listener.getsockname()[1], lambda: len(server.server_state.connections)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def connected(stack: ExitStack, port: int) -> socket.socket:
    sock = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
    time.sleep(0.01)  # The server has it now, so that their order is certain.
    return sock


def is_open(sock: socket.socket) -> bool:
    sock.settimeout(0.1)
    try:
        return sock.recv(10) != b""
    except TimeoutError:
        return True
    except ConnectionError:
        return False


def test_no_more_are_held_than_the_limit_says_and_the_oldest_that_ask_nothing_make_room():
    with holding(MOST) as (port, held), ExitStack() as stack:
        idle = [connected(stack, port) for _ in range(3 * MOST)]
        time.sleep(0.1)
        assert held() == MOST
        assert [is_open(sock) for sock in idle] == [False] * (2 * MOST) + [True] * MOST
        assert httpx.get(f"http://127.0.0.1:{port}/").text == "ok"


def test_whoever_is_being_answered_keeps_its_connection_and_the_one_too_many_is_closed():
    with holding(MOST, seconds=1.5) as (port, held), ExitStack() as stack:
        asking = [connected(stack, port) for _ in range(MOST)]
        for sock in asking:
            sock.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.2)
        late = [connected(stack, port) for _ in range(3)]
        assert not any(is_open(sock) for sock in late) and held() == MOST
        assert all(sock.recv(1000).startswith(b"HTTP/1.1 200") for sock in asking)


NONSENSE = (b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n")


@pytest.mark.parametrize("sent", NONSENSE)
def test_what_is_no_http_is_told_as_a_problem(sent):
    with holding(MOST) as (port, _), ExitStack() as stack:
        sock = connected(stack, port)
        sock.sendall(sent)
        head, _, body = b"".join(iter(lambda: sock.recv(65536), b"")).partition(b"\r\n\r\n")
        lines = dict(line.split(": ", 1) for line in head.decode().lower().split("\r\n")[1:])
        told = json.loads(body)
        assert head.startswith(b"HTTP/1.1 400") and lines["content-type"] == "application/problem+json"
        assert (told["status"], told["code"], told["request"]) == (400, "invalid_request", lines["x-request-id"])
        assert {name.lower() for name in HEADERS} <= set(lines) and int(lines["content-length"]) == len(body)


def test_a_body_that_breaks_off_into_nonsense_brings_no_trace(caplog):
    with holding(MOST, seconds=0.3) as (port, _), ExitStack() as stack:
        sock = connected(stack, port)
        sock.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
        assert b" 400 " in sock.recv(1000)
        time.sleep(0.5)
    assert "Traceback" not in caplog.text


class TestOpenFiles:
    @pytest.mark.parametrize(("soft", "hard"), [(1024, 1024), (256, 1024), (256, 256), (64, 64)])
    def test_connections_stay_within_them(self, soft, hard):
        """In a process of its own, whose limit may be lowered."""
        code = (
            "import resource\n"
            f"resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))\n"
            "from service.web.open_files import connections_within\n"
            "print(connections_within(1000), connections_within(20), resource.getrlimit(resource.RLIMIT_NOFILE)[0])\n"
        )
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        most, few, files = map(int, told.stdout.split())
        assert 0 < few <= 20 and few <= most <= hard // 2
        assert "PINCITE_CONNECTIONS" in told.stderr and files <= hard

    def test_as_many_as_are_asked_for_where_there_are_files(self):
        if resource.getrlimit(resource.RLIMIT_NOFILE)[1] not in (resource.RLIM_INFINITY,):
            assert connections_within(1) == 1
        assert BESIDE > 0


@pytest.mark.slow
def test_with_more_idle_sockets_than_files_somebody_who_asks_is_answered(tmp_path, pincite):
    def few() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))

    process = subprocess.Popen(
        [PINCITE, "serve", "--port", "0"], cwd=tmp_path, env=pincite.environment, preexec_fn=few,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        address = httpx.URL(process.stdout.readline().split()[3])
        with ExitStack() as stack:
            for _ in range(400):
                stack.enter_context(socket.create_connection((address.host, address.port), timeout=20))
            for path in ("readyz", "api/v1/documents", "api/v1/health"):
                assert httpx.get(f"{address}{path}", timeout=30).status_code == 200
    finally:
        process.terminate()
        _, err = process.communicate(timeout=30)
    assert "Traceback" not in err and "out of system resource" not in err and "PINCITE_CONNECTIONS" in err, err

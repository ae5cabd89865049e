#!/usr/bin/env python3
"""The workbench's server from outside: who may ask, what is bounded, what a save leaves behind.

Runs the program itself on a free port of this machine and speaks HTTP to it over plain sockets.
Exits with 1 if something is not as it must be.
"""

import argparse
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

KILLS = 50
FAILED = []


def expect(condition, what):
    if not condition:
        FAILED.append(what)
        print(f"server: {what}", file=sys.stderr)


class Server:
    def __init__(self, detente, path, *options):
        self.process = subprocess.Popen(
            [detente, "serve", str(path), *options], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        match = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        if not match:
            raise RuntimeError(f"no address in {line!r}")
        self.port = int(match[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def connect(self, timeout=20):
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def ask(self, method, target, body=None, headers=None, timeout=20):
        """Status, headers and body; the connection is closed afterwards."""
        fields = {"Host": f"127.0.0.1:{self.port}", "Connection": "close"}
        data = b""
        if body is not None:
            data = json.dumps(body).encode()
            fields["Content-Type"] = "application/json"
            fields["Content-Length"] = str(len(data))
        fields.update(headers or {})
        head = f"{method} {target} HTTP/1.1\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in fields.items() if value is not None) + "\r\n"
        with self.connect(timeout) as wire:
            wire.sendall(head.encode() + data)
            return answer_from(wire)


def answer_from(wire):
    got = b""
    try:
        while True:
            piece = wire.recv(65536)
            if not piece:
                break
            got += piece
    except ConnectionError:
        pass
    head, _, body = got.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    status = int(lines[0].split()[1]) if lines[0] else 0
    fields = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    if fields.get("transfer-encoding") == "chunked":
        whole = b""
        while body:
            size, _, body = body.partition(b"\r\n")
            length = int(size, 16)
            if length == 0:
                break
            whole, body = whole + body[:length], body[length + 2:]
        body = whole
    return status, fields, body


def alive(server, what):
    status, _, _ = server.ask("GET", "/api/session")
    expect(status == 200, f"no answer after {what} (status {status})")


def who_may_ask(server):
    own = f"127.0.0.1:{server.port}"
    expect(server.ask("GET", "/api/session")[0] == 200, "a plain request is refused")
    for host in ("evil.example", f"evil.example:{server.port}", "127.0.0.1", "", None,
                 f"127.0.0.1.evil.example:{server.port}", f"localhost.:{server.port}0"):
        status = server.ask("GET", "/api/session", headers={"Host": host})[0]
        expect(400 <= status < 500, f"Host {host!r} is let in with {status}")
    for origin in ("http://evil.example", "null", f"https://{own}", f"http://{own}.evil.example",
                   "http://127.0.0.1:1"):
        status = server.ask("POST", "/api/parse", {"text": ""}, {"Origin": origin})[0]
        expect(400 <= status < 500, f"Origin {origin!r} is let in with {status}")
    expect(server.ask("POST", "/api/parse", {"text": ""}, {"Origin": f"http://{own}"})[0] == 200,
           "our own page is refused")
    # what a page elsewhere can send without being asked first
    for kind in ("text/plain", "application/x-www-form-urlencoded", None):
        status = server.ask("POST", "/api/parse", {"text": ""}, {"Content-Type": kind})[0]
        expect(400 <= status < 500, f"a body of type {kind} is let in with {status}")
    status, fields, _ = server.ask("GET", "/")
    expect(status == 200 and "default-src 'none'" in fields.get("content-security-policy", ""),
           "the page has no policy against foreign content")


def only_the_folder(server, folder, secret):
    os.symlink(secret, folder / "link.toml")
    for name in ("../secret.toml", "..%2Fsecret.toml", "%2e%2e/secret.toml", str(secret),
                 "link.toml", "a/../../secret.toml", "dispute.toml%00.toml", "..\\secret.toml"):
        target = f"/api/file?name={name}"
        status, _, body = server.ask("GET", target)
        expect(400 <= status < 500 and b"secret words" not in body, f"{name} is read ({status})")
        status = server.ask("PUT", target, {"text": "x"}, {"If-None-Match": "*"})[0]
        expect(400 <= status < 500, f"{name} is written ({status})")
    expect(secret.read_text() == "secret words", "a file outside of the folder was changed")
    (folder / "link.toml").unlink()


def bounds(server):
    # a body of a gigabyte is refused before it is sent
    with server.connect() as wire:
        wire.sendall((f"POST /api/parse HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
                      "Content-Type: application/json\r\nContent-Length: 1000000000\r\n"
                      "Connection: close\r\n\r\n").encode())
        status, _, _ = answer_from(wire)
        expect(status in (400, 413), f"a body of a gigabyte gets {status}")
    alive(server, "a body of a gigabyte")
    # an endless head
    with server.connect() as wire:
        try:
            for _ in range(4000):
                wire.sendall(b"GET / HTTP/1.1\r\nX: " + b"y" * 1000 + b"\r\n")
            expect(answer_from(wire)[0] in (0, 400, 431), "an endless head is answered")
        except OSError:
            pass
    alive(server, "an endless head")
    idle = []
    try:
        for _ in range(1000):
            idle.append(server.connect(5))
    except OSError:
        pass  # our own limit of open files; some hundreds are more than the server keeps
    expect(len(idle) > 300, f"only {len(idle)} idle connections could be made")
    start = time.monotonic()
    alive(server, f"{len(idle)} idle connections")
    expect(time.monotonic() - start < 5, "idle connections make others wait")
    for wire in idle:
        wire.close()
    for rubbish in (b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"\0" * 5000,
                    b"GET / HTTP/9.9\r\n\r\n"):
        with server.connect(5) as wire:
            wire.sendall(rubbish)
            wire.shutdown(socket.SHUT_WR)
            answer_from(wire)
    alive(server, "rubbish")


def two_tabs(server, folder):
    _, _, body = server.ask("GET", "/api/file?name=dispute.toml")
    read = json.loads(body)
    one = server.ask("PUT", "/api/file?name=dispute.toml", {"text": read["text"] + "\n# one\n"},
                     {"If-Match": f'"{read["version"]}"'})
    expect(one[0] == 200, f"the first tab's save gets {one[0]}")
    two = server.ask("PUT", "/api/file?name=dispute.toml", {"text": read["text"] + "\n# two\n"},
                     {"If-Match": f'"{read["version"]}"'})
    expect(two[0] == 409 and json.loads(two[2])["there"]["text"].endswith("# one\n"),
           f"the second tab is not told of the first one's save ({two[0]})")
    expect((folder / "dispute.toml").read_text().endswith("# one\n"), "the second save won")
    expect(server.ask("PUT", "/api/file?name=dispute.toml", {"text": "x"})[0] == 428,
           "a save that does not say which version it read")


def kept_comments(server):
    text = "# mine\n[factors]\nf = { value = 0.5 } # because\n"
    _, _, body = server.ask("POST", "/api/edit", {
        "text": text, "edits": [{"path": ["factors", "f", "value"], "set": 0.75}]})
    expect(json.loads(body).get("text") == text.replace("0.5", "0.75"),
           "an edit changes more than its number")


def drawn_together(server, source):
    """Correlations are told with their place in the text, and one can be edited there; a bad one is refused."""
    text = (source / "tests" / "worlds" / "tied.toml").read_text(encoding="utf-8")
    parsed = json.loads(server.ask("POST", "/api/parse", {"text": text})[2])
    rows = parsed["dispute"]["correlations"]
    expect([(row["between"], row["value"], row["at"]) for row in rows] == [(["trust", "pressure"], -0.5, ["correlations", 0])],
           f"correlations are {rows}")
    edited = json.loads(server.ask("POST", "/api/edit", {"text": text, "edits": [{"path": [*rows[0]["at"], "value"], "set": -0.75}]})[2])
    expect(edited.get("text") == text.replace("value = -0.5", "value = -0.75"), f"an edited correlation gives {edited}")
    refused = json.loads(server.ask("POST", "/api/parse", {"text": text.replace("value = -0.5", "value = -1.5")})[2])
    expect("between -1 and 1" in str(refused["errors"]), f"a correlation of -1.5 gives {refused['errors']}")


def deep_values(server):
    """A value nested a million times is refused, and the server goes on."""
    deep = "[" * 1_000_000 + "]" * 1_000_000
    body = '{"text": "a = 1\\n", "edits": [{"path": ["a"], "set": ' + deep + "}]}"
    with server.connect() as wire:
        wire.sendall((f"POST /api/edit HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
                      "Content-Type: application/json\r\nConnection: close\r\n"
                      f"Content-Length: {len(body)}\r\n\r\n{body}").encode())
        status, _, _ = answer_from(wire)
        expect(status == 400, f"a value nested a million times gets {status}")
    alive(server, "a value nested a million times")


def work_ends_with_its_connection(server, file):
    """Four analyses of minutes, two of them with a further request behind; when they are closed others get their turn."""
    text = file.read_text(encoding="utf-8")
    model = json.loads(server.ask("POST", "/api/parse", {"text": text})[2])["model"]
    wires = [long_analysis(server, model) for _ in range(4)]
    for wire in wires[:2]:
        wire.sendall(f"GET /api/session HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
    time.sleep(0.5)
    for wire in wires:
        wire.close()
    start = time.monotonic()
    try:
        status, _, body = server.ask("POST", "/api/analyse", {"model": model, "id": "worlds", "worlds": 64}, timeout=60)
        expect(status == 200 and b'"result"' in body, f"worlds get {status}: {body[:200]}")
    except TimeoutError:
        expect(False, "analyses whose connections have gone keep others waiting")
    print(f"server: the next analysis had its answer after {time.monotonic() - start:.1f} s")


def long_analysis(server, model):
    body = json.dumps({"model": model, "id": "worlds", "worlds": 10_000_000})
    wire = server.connect()
    wire.sendall((f"POST /api/analyse HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
                  f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode())
    return wire


def it_ends_when_told(detente, file):
    with Server(detente, file) as server:
        text = file.read_text(encoding="utf-8")
        model = json.loads(server.ask("POST", "/api/parse", {"text": text})[2])["model"]
        with long_analysis(server, model):
            time.sleep(0.5)
            server.process.terminate()
            try:
                expect(server.process.wait(timeout=30) == 0, "it ends with an error when told to end")
            except subprocess.TimeoutExpired:
                expect(False, "an analysis keeps it from ending when told to")


def the_ladder(server, detente, file):
    """The API says what the command line says."""
    text = file.read_text(encoding="utf-8")
    _, _, body = server.ask("POST", "/api/parse", {"text": text, "name": "dispute.toml"})
    parsed = json.loads(body)
    expect(parsed["errors"] == [] and parsed["model"], "a good file is refused")
    broken = server.ask("POST", "/api/parse", {"text": text + "\nnonsense\n"})
    errors = json.loads(broken[2])["errors"]
    expect(bool(errors) and errors[0].get("line", 0) > text.count("\n"),
           "an error is not at its line")
    status, _, body = server.ask("POST", "/api/ladder", {"model": parsed["model"], "case": "now"})
    expect(status == 200, f"the ladder gets {status}: {body[:200]}")
    told = subprocess.run([detente, "ask", str(file), "--case", "now", "--format", "json"],
                          capture_output=True, check=False)
    if status == 200:
        mine, theirs = json.loads(body)["answer"], json.loads(told.stdout)["cases"][0]
        for key in ("verdict", "stops_at", "rungs", "stopped_by", "deals"):
            expect(mine[key] == theirs[key], f"{key} is not what the command line says")
    gone = server.ask("POST", "/api/ladder", {"model": "no-such-model"})[0]
    expect(400 <= gone < 500, f"a model that is not known gets {gone}")


def single_values(server, detente, source):
    """A value at which alone the verdict is another is told in the words of the command line."""
    file = source / "tests" / "server" / "one_value.toml"
    text = file.read_text(encoding="utf-8")
    model = json.loads(server.ask("POST", "/api/parse", {"text": text})[2])["model"]
    told = json.loads(server.ask("POST", "/api/thresholds", {"model": model, "case": "now"})[2])
    words = "it is ready only at 0.35 exactly"
    expect(told["single_values"] == [{"factor": "trust", "at": 0.35, "words": words}],
           f"single values are {told['single_values']}")
    expect(f"Trust: {words}." in told["picture"]["says"], f"the picture says {told['picture']['says']}")
    said = subprocess.run([detente, "ask", str(file)], capture_output=True, text=True, check=False).stdout
    expect(words in " ".join(said.split()), "these are not the words of the command line")


def kill_while_saving(detente, folder):
    """Kill -9 at a random moment of a save: the file is the old one or the new one."""
    file = folder / "dispute.toml"
    chance = random.Random(11)
    filler = "# " + "x" * 2000 + "\n"
    kept = file.read_text(encoding="utf-8")
    size = 400
    old = kept + filler * size
    file.write_text(old, encoding="utf-8")
    changed = 0
    with Server(detente, file) as server:  # how long a save takes here, so that kills fall into it
        _, _, body = server.ask("GET", "/api/file?name=dispute.toml")
        start = time.monotonic()
        saved = server.ask("PUT", "/api/file?name=dispute.toml", {"text": old},
                           {"If-Match": f'"{json.loads(body)["version"]}"'})
        usual = time.monotonic() - start
        expect(saved[0] == 200, f"a plain save gets {saved[0]}")
    for round_number in range(KILLS):
        new = kept + f"# round {round_number}\n" + filler * size
        with Server(detente, file) as server:
            _, _, body = server.ask("GET", "/api/file?name=dispute.toml")
            version = json.loads(body)["version"]
            data = json.dumps({"text": new}).encode()
            with server.connect() as wire:
                wire.sendall((f"PUT /api/file?name=dispute.toml HTTP/1.1\r\n"
                              f"Host: 127.0.0.1:{server.port}\r\nContent-Type: application/json\r\n"
                              f'If-Match: "{version}"\r\nContent-Length: {len(data)}\r\n\r\n'
                              ).encode() + data)
                time.sleep(chance.random() * 1.5 * usual)
                os.kill(server.process.pid, signal.SIGKILL)
        found = file.read_text(encoding="utf-8")
        if found == new:
            changed += 1
            old = new
        expect(found == old, f"round {round_number}: a file that is neither the old nor the new one")
        if found not in (old, new):
            break
    print(f"server: killed {KILLS} times while saving; {changed} saves were finished")
    file.write_text(kept, encoding="utf-8")


def every_analysis_answers(server, text):
    """Each of the registry: lines of JSON, the last of them a result or an error of the question."""
    model = json.loads(server.ask("POST", "/api/parse", {"text": text})[2])["model"]
    listed = json.loads(server.ask("GET", "/api/analyses")[2])["analyses"]
    expect(len(listed) >= 9, "analyses are missing from the list")
    for row in listed:
        status, _, body = server.ask("POST", "/api/analyse",
                                     {"model": model, "id": row["id"], "worlds": 20, "with": "calm"},
                                     timeout=120)
        lines = body.decode().strip().split("\n")
        try:
            last = [json.loads(line) for line in lines][-1]
        except ValueError as error:
            expect(False, f"{row['id']}: a line is no JSON: {error}")
            continue
        expect(status == 200 and "<h" in last.get("result", {}).get("html", ""),
               f"{row['id']} has no answer: {str(last)[:200]}")


def a_map_has_its_picture(server, text):
    """Over two factors; and a name that is none is said to be none."""
    model = json.loads(server.ask("POST", "/api/parse", {"text": text})[2])["model"]
    for names, sees in ((["pressure", "pressure"], "two different factors"),
                        (["pressure", "presure"], "names no factor"), ("x", "names no factor")):
        body = server.ask("POST", "/api/analyse",
                          {"model": model, "id": "conditions", "map": names}, timeout=120)[2]
        expect(sees in body.decode(), f"a map over {names!r}: {body[:200]!r}")
    two = text.replace("[factors]\n", "[factors]\nweather = 0.5\n").replace(
        'weight = 8, says = "an end', 'weight = "8 * weather", says = "an end')
    model = json.loads(server.ask("POST", "/api/parse", {"text": two})[2])["model"]
    body = server.ask("POST", "/api/analyse", {"model": model, "id": "conditions",
                                               "map": ["pressure", "weather"]}, timeout=120)[2]
    last = json.loads(body.decode().strip().split("\n")[-1])
    expect("<svg" in last.get("result", {}).get("html", ""), f"a map has no picture: {str(last)[:200]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--detente", required=True)
    parser.add_argument("--source-dir", type=pathlib.Path, required=True)
    args = parser.parse_args()
    detente = str(pathlib.Path(args.detente).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        secret = scratch / "secret.toml"
        secret.write_text("secret words")
        folder = scratch / "case"
        folder.mkdir()
        shutil.copy(args.source_dir / "casebook" / "wage_round" / "dispute.toml", folder)
        with Server(detente, folder / "dispute.toml") as server:
            who_may_ask(server)
            only_the_folder(server, folder, secret)
            kept_comments(server)
            drawn_together(server, args.source_dir)
            deep_values(server)
            the_ladder(server, detente, folder / "dispute.toml")
            single_values(server, detente, args.source_dir)
            template = args.source_dir / "apps" / "server" / "templates" / "with_ratifier.toml"
            every_analysis_answers(server, template.read_text(encoding="utf-8"))
            graph = args.source_dir / "tests" / "golden" / "cases" / "graph_steps" / "dispute.toml"
            the_ladder(server, detente, graph)
            text = graph.read_text(encoding="utf-8").replace("weight = 2,", "weight = { value = 2, range = [0, 3] },")
            every_analysis_answers(server, text + '[cases.calm]\nwithout = ["c"]\n')
            a_map_has_its_picture(server, template.read_text(encoding="utf-8"))
            work_ends_with_its_connection(server, folder / "dispute.toml")
            two_tabs(server, folder)
            bounds(server)
        it_ends_when_told(detente, folder / "dispute.toml")
        kill_while_saving(detente, folder)
        leftovers = [p.name for p in folder.iterdir() if p.name != "dispute.toml"]
        print(f"server: {len(leftovers)} unfinished files were left beside it")
    refused = subprocess.run([detente, "serve", str(args.source_dir / "casebook"), "--host",
                              "0.0.0.0"], capture_output=True, text=True, check=False, timeout=20)
    expect(refused.returncode == 2 and "token" in refused.stderr,
           "it opens itself to other machines without a token")
    print("server: " + ("in order" if not FAILED else f"{len(FAILED)} not in order"))
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())

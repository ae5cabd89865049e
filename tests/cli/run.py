"""The command line from outside: exit statuses, options, formats, and every bad input with its whole error text.

Each row of errors/cases.toml changes one thing in errors/good.toml and pins the text that the program must print.
"""

import argparse
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
PROBLEMS = []


class Detente:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def __call__(self, *args, timeout=60):
        start = time.monotonic()
        done = subprocess.run([self.program, *map(str, args)], capture_output=True, text=True, errors="replace", check=False,
                              cwd=self.folder, timeout=timeout, env={**os.environ, "COLUMNS": "80"})
        done.seconds = time.monotonic() - start
        return done


def expect(what, found, wanted):
    if found != wanted:
        PROBLEMS.append(f"{what}:\n--- found\n{found}\n--- expected\n{wanted}")


def refused(what, done, wanted):
    """One clear error, nothing else, status 2, at once."""
    expect(f"{what}: status", done.returncode, 2)
    expect(f"{what}: output", done.stdout, "")
    expect(f"{what}: error", done.stderr, wanted)
    if done.seconds > 5:
        PROBLEMS.append(f"{what}: took {done.seconds:.1f} s")


def bad_texts(detente, folder, ending=".toml", cases="cases.toml"):
    good = (HERE / "errors" / f"good{ending}").read_text(encoding="utf-8")
    rows = tomllib.loads((HERE / "errors" / cases).read_text(encoding="utf-8"))
    for name, row in rows.items():
        text = good
        if "replace" in row:
            if row["replace"] not in good:
                PROBLEMS.append(f"{name}: good{ending} has no {row['replace']!r}")
                continue
            text = good.replace(row["replace"], row["by"], 1)
        text += row.get("add", "")
        if "cut" in row:
            text = good[:good.index(row["cut"])]
        file = f"{name}{ending}"
        (folder / file).write_text(text, encoding="utf-8")
        for command in row.get("commands", ["ask", "check"]):
            refused(f"{command} {name}", detente(command, file), row["error"].replace("FILE", file))


def bad_files(detente, folder):
    refused("missing", detente("ask", "missing.toml"),
            "missing.toml: error: there is no such file\n  hint: detente cases lists the casebook\n")
    refused("missing id", detente("ask", "kurilz"),
            "kurilz: error: there is no such file\n  hint: did you mean 'kurils' of the casebook?\n")
    (folder / "folder").mkdir()
    refused("directory", detente("ask", "folder"), "folder: error: this is a directory, not a file\n")
    (folder / "empty.toml").write_bytes(b"")
    refused("empty", detente("ask", "empty.toml"),
            "empty.toml:1:1: error: the file is empty\n  hint: docs/tutorial.md builds a first dispute\n")
    (folder / "binary.toml").write_bytes(b"ab\n\x00" + bytes(range(256)))
    refused("binary", detente("ask", "binary.toml"),
            "binary.toml:2:1: error: this is not a text file in UTF-8\n"
            "  hint: a dispute file is plain text; is it the right file?\n")
    (folder / "old.gmcr").write_bytes(b"\x80\x02}q\x00(U\x04infq\x01]u.")
    refused("pickle", detente("check", "old.gmcr"),
            "old.gmcr: error: this is a Python pickle, as GMCR+ wrote before 0.3\n"
            "  hint: open it in GMCR+ and save it again\n")
    (folder / "huge.toml").write_bytes(b"#" * 100_000_000)
    refused("huge", detente("ask", "huge.toml"),
            "huge.toml: error: the file has 95 MiB; a dispute file may have at most 16 MiB\n")


def generated(detente, folder):
    good = (HERE / "errors" / "good.toml").read_text(encoding="utf-8")
    nested = "(" * 10_000 + "deal = yes" + ")" * 10_000
    (folder / "nested.toml").write_text(good.replace("deal = yes and land = kept", nested), encoding="utf-8")
    done = detente("ask", "nested.toml")
    expect("nested: status", done.returncode, 2)
    expect("nested: first line", done.stderr.splitlines()[0],
           "nested.toml:19:210: error: formula is nested more than 200 deep")
    for name, bytes_of in [("overlong", b"\xc0\x80"), ("surrogate", b"\xed\xa0\x80"), ("above", b"\xf4\x90\x80\x80")]:
        (folder / "utf8.toml").write_bytes(good.encode().replace(b'"x"', b'"x' + bytes_of + b'"'))
        done = detente("ask", "utf8.toml")
        expect(f"{name}: status", done.returncode, 2)
        expect(f"{name}: first line", done.stderr.splitlines()[0],
               "utf8.toml:2:11: error: this is not a text file in UTF-8")
    odd = os.fsencode(folder) + b"/odd\xff.toml"
    pathlib.Path(os.fsdecode(odd)).write_text(good, encoding="utf-8")
    done = detente("ask", os.fsdecode(odd), "--format", "json")
    expect("a file whose name is no text: status", done.returncode, 0)
    expect("a file whose name is no text", json.loads(done.stdout)["title"], "x")
    # a's other weight is 2 million: it wants the deal wherever its uncertain weight lies
    (folder / "millions.toml").write_text(
        good.replace('a = [ { wants = "deal = yes", weight = 1 } ]',
                     'a = [ { wants = "deal = yes", weight = { value = 5e6, range = [4e6, 6e6] } },'
                     ' { wants = "deal = no", weight = 2e6 } ]')
        .replace('{ id = "b_land", wants = "land = given", weight = "f" }', '{ wants = "deal = yes", weight = 1 }')
        .replace("[[rules]]\nid = \"r\"\nnever = \"deal = yes and land = kept\"\n", "")
        .replace('deal = yes and land = kept', 'deal = yes'), encoding="utf-8")
    done = detente("worlds", "millions.toml")
    expect("weights of millions: status", done.returncode, 0)
    if "\nReady in 100.0 % of 1000 worlds" not in done.stdout:
        PROBLEMS.append(f"weights of millions: {done.stdout[:400]}")
    chain = " <-> ".join(["deal = yes"] * 100_000)
    (folder / "chain.toml").write_text(good.replace("deal = yes and land = kept", chain), encoding="utf-8")
    done = detente("check", "chain.toml")
    expect("chain: status", done.returncode, 2)
    expect("chain: first line", done.stderr.splitlines()[0],
           "chain.toml:19:7517: error: formula is more than 500 operations deep")
    (folder / "claim.toml").write_text(good + f"""[[claims]]
id = "K1"
says = "x"
holds = "accepts(a, {chain})"
""", encoding="utf-8")
    expect("chain in a claim", detente("check", "claim.toml").returncode, 2)
    (folder / "whole.toml").write_text(good, encoding="utf-8")
    short = " <-> ".join(["deal = yes"] * 2_000)  # what one argument can hold
    expect("chain as a compromise", detente("ask", "whole.toml", "--compromise", short).returncode, 2)
    expect("chain within", detente("bargain", "whole.toml", "--within", short).returncode, 2)
    # each proposition names the one before twice: 2^200 ways through them
    shared = "p0 = \"f > 0.2\"\nq0 = \"deal = yes and f < 0.4\"\n" + "".join(
        f'{x}{k} = "{x}{k - 1} or {x}{k - 1}"\n' for x in "pq" for k in range(1, 200))
    (folder / "shared.toml").write_text(
        good.replace('p = "deal = yes"\n', shared)
        .replace('wants = "deal = yes", weight = 1', 'wants = "q199", weight = "f", when = "p199"') + """[[claims]]
id = "K1"
says = "x"
holds = "prefers(a, q199, q198)"
""", encoding="utf-8")
    for command in ("ask", "check", "conditions", "bargain"):
        done = detente(command, "shared.toml")
        expect(f"shared propositions, {command}", done.returncode, 0)
        if done.seconds > 20:
            PROBLEMS.append(f"shared propositions, {command}: took {done.seconds:.1f} s")
    issues = "".join(f'i{k} = {{ options = ["no", "yes"], by = ["a"] }}\n' for k in range(38))
    (folder / "outcomes.toml").write_text(good.replace("[propositions]", issues + "[propositions]"), encoding="utf-8")
    refused("2^40 outcomes", detente("ask", "outcomes.toml"),
            "outcomes.toml:13:1: error: the dispute has 1099511627776 outcomes, more than the limit of 67108864\n"
            '  deal = { options = ["no", "yes"], by = ["a", "b"] }\n  ^\n'
            "  hint: switch issues off ('active = false'), merge options, or raise --max-outcomes\n")
    wrong = "".join(f"wrong_{k} = 1\n" for k in range(30))
    (folder / "many.toml").write_text(good.replace("[propositions]", "[propositions]\n" +
                                                   "".join(f'q{k} = "nobody = yes"\n' for k in range(30))) + wrong,
                                      encoding="utf-8")
    done = detente("ask", "many.toml")
    expect("many: status", done.returncode, 2)
    expect("many: errors shown", done.stderr.count(": error: "), 21)
    if "more errors are not shown" not in done.stderr:
        PROBLEMS.append("many: no count of the errors left out")


def options(detente):
    file = HERE / "errors" / "good.toml"
    for args, status in [(["ask", file], 0), (["check", file], 0), (["cases"], 0), (["schema"], 0),
                         (["--version"], 0), (["ask", "--help"], 0), (["ask"], 2), (["asc", file], 2),
                         (["ask", file, "--colour"], 2), (["ask", file, "--format", "pdf"], 2),
                         (["ask", file, "--case", "nwo"], 2), (["ask", file, "--set", "f=2"], 2),
                         (["ask", file, "--set", "f=0.7"], 0), (["ask", file, "--set", "g=0.7"], 2),
                         (["ask", file, "--set", "f=x"], 2), (["ask", file, "--without", "a"], 2),
                         (["ask", file, "--off", "b_land"], 0), (["ask", file, "--off", "b_lnd"], 2),
                         (["ask", file, "--compromise", "land = given"], 0),
                         (["ask", file, "--compromise", "land = givn"], 2),
                         (["ask", file, "--compromise", "land = given and 1 / (f - 0.3) > 0"], 2),
                         (["bargain", file, "--within", "1 / (f - 0.3) > 0"], 2),
                         (["conditions", file, "--of", "zone", "--outcome", "1 / (f - 0.3) > 0"], 2),
                         (["worlds", file, "--worlds", "0"], 2), (["worlds", file, "--replicates", "65"], 2),
                         (["worlds", file, "--sampling", "dice"], 2), (["worlds", file, "--resume"], 2),
                         (["worlds", file, "--save", "no/where.db"], 2), (["runs"], 2), (["runs", "none.db"], 2),
                         (["runs", file], 2), (["conditions", file, "--want", "redy"], 2),
                         (["conditions", file, "--vary", "f,g"], 2), (["conditions", file, "--vary", "f,f"], 2),
                         (["conditions", file, "--map", "f"], 2), (["conditions", file, "--cells", "2"], 2),
                         (["conditions", file, "--largest-set", "5"], 2), (["conditions", file, "--boxes", "0"], 2),
                         (["conditions", file, "--of", "nahs"], 2), (["conditions", file, "--outcome", "true"], 2),
                         (["conditions", file, "--of", "zone", "--outcome", "land = givn"], 2),
                         (["conditions", file, "--of", "zone", "--outcome", "land = given"], 0),
                         (["conditions", file, "--of", "zone", "--want", "mutual"], 2),
                         (["blockers", file, "--of", "seq"], 0), (["blockers", file, "--most-sets", "-1"], 2),
                         (["worlds", file, "--of", "nash", "--save", "runs.db"], 2),
                         (["blockers", file, "--exact-up-to", "99"], 2), (["compare", file], 2),
                         (["compare", file, "--case", "now", "--case", "nwo"], 2),
                         (["ask", file, "--max-outcomes", "3"], 2), (["ask", file, "--threads", "2"], 0)]:
        done = detente(*args)
        expect(f"{' '.join(map(str, args))}: status", done.returncode, status)
        if status == 2:
            expect(f"{' '.join(map(str, args))}: output", done.stdout, "")
            if not done.stderr.strip():
                PROBLEMS.append(f"{' '.join(map(str, args))}: no error text")
    near = detente("ask", file, "--case", "noww").stderr
    if "did you mean 'now'" not in near:
        PROBLEMS.append(f"--case noww offers no nearest name: {near}")
    for form in ["text", "json", "md"]:
        one, two = (detente("ask", "kurils", "--case", "two_final", "--format", form, "--threads", n).stdout
                    for n in (1, 2))
        if not one or one != two:
            PROBLEMS.append(f"--format {form}: not the same bytes with 1 and 2 threads")


def shapes(detente):
    """The promised keys are there, with values of the promised kind."""
    answer = json.loads(detente("ask", "wage_round", "--format", "json").stdout)
    expect("schema", answer["schema"], "detente.answer/1")
    expect("first case", answer["cases"][0]["case"], "now")
    for case in answer["cases"]:
        expect("rungs", [rung["name"] for rung in case["rungs"]],
               ["possible", "willing", "mutual", "ratifiable", "durable", "reachable"])
        expect("stops_at is null when ready", case["stops_at"] is None, case["ready"])
        for key, inner in {"rungs": {"name", "survivors", "alone"}, "lifts": {"remove", "verdict"},
                           "stopped_by": {"who", "role", "statement_id", "statement", "source", "note"},
                           "deals": {"outcome", "signatories", "path", "break"},
                           "thresholds": {"factor", "at", "below", "above"}}.items():
            for item in case[key]:
                if not inner <= item.keys():
                    PROBLEMS.append(f"{key}: keys {sorted(inner - item.keys())} are missing")
    claims = json.loads(detente("check", "wage_round", "--format", "json").stdout)
    expect("claims schema", claims["schema"], "detente.claims/1")
    for row in claims["claims"]:
        if not {"id", "by", "case", "holds", "recorded", "trivial"} <= row.keys():
            PROBLEMS.append(f"claim {row} lacks keys")
    json.loads(detente("schema").stdout)


def reported(detente, folder):
    """detente report: one page that stands alone, and the same in other forms."""
    expect("report: status", detente("report", "wage_round", "-o", "page.html").returncode, 0)
    page = (folder / "page.html").read_text(encoding="utf-8")
    for outside in ("http://", "https://", "<script", " src="):
        if outside in page:
            PROBLEMS.append(f"the report asks for something from elsewhere: {outside}")
    if not page.startswith("<!doctype html>") or page.count("<svg") < 2:
        PROBLEMS.append("the report is no page with pictures")
    refused("report: no --force", detente("report", "wage_round", "-o", "page.html"),
            "page.html: error: the file cannot be written: there is a file of that name\n"
            "  hint: --force writes over it\n")
    expect("report to standard output", detente("report", "wage_round").stdout, page)
    for form in ("md", "csv", "text"):
        done = detente("report", "wage_round", "--format", form)
        expect(f"report as {form}", (done.returncode, done.stderr, "<svg" in done.stdout), (0, "", False))
    silent = detente("report", "elmira")
    expect("report: no question", (silent.returncode, silent.stdout, silent.stderr.count("error:")), (2, "", 1))


def converted(detente, folder):
    """detente convert: formats by ending, nothing overwritten, nothing half written."""
    good = HERE / "errors" / "good.gmcr"
    expect("check .gmcr", detente("check", good).returncode, 0)
    expect("convert: status", detente("convert", good, "dam.toml").returncode, 0)
    expect("convert: the file is a dispute", detente("check", "dam.toml").returncode, 0)
    refused("convert: no --force", detente("convert", good, "dam.toml"),
            "dam.toml: error: the file cannot be written: there is a file of that name\n"
            "  hint: --force writes over it\n")
    (folder / "dam.toml").write_text("old", encoding="utf-8")
    expect("convert --force", detente("convert", good, "dam.toml", "--force").returncode, 0)
    text = (folder / "dam.toml").read_text(encoding="utf-8")
    expect("convert to standard output", detente("convert", good, "-", "--to", "toml").stdout, text)
    refused("convert: no format", detente("convert", good, "-"),
            "error: which format shall be written?\n  hint: --to toml, gmcr, csv, tsv, genius, geniusweb\n")
    refused("convert: unknown ending", detente("convert", good, "dam.doc"),
            "error: the name 'dam.doc' tells no format\n  hint: --to toml, gmcr, csv, tsv, genius, geniusweb\n")
    expect("convert: back", detente("convert", "dam.toml", "back.gmcr").returncode, 0)
    expect("convert: back again", detente("convert", "back.gmcr", "-", "--to", "toml").stdout,
           text.replace('title = "good"', 'title = "back"'))
    refused("convert: no folder", detente("convert", good, "nowhere/dam.toml"),
            "nowhere/dam.toml: error: the file cannot be written: No such file or directory\n")
    (folder / "dam.gmcr").mkdir()
    refused("convert: a folder", detente("convert", good, "dam.gmcr", "--force"),
            "dam.gmcr: error: the file cannot be written: there is something of that name that is no file\n")
    done = detente("convert", HERE / "errors" / "good.toml", "-", "--to", "gmcr")
    expect("convert: joint control", (done.returncode, done.stdout), (2, ""))
    if "issue 'deal' is controlled by 2 parties, not by one" not in done.stderr:
        PROBLEMS.append(f"convert: joint control: {done.stderr}")
    table = "kind,party,outcome,value\nmove,a,s1,s2\nrank,a,s2,1\nrank,a,s1,2\n"
    (folder / "war.csv").write_text(table, encoding="utf-8")
    expect("csv to csv", detente("convert", "war.csv", "-", "--to", "csv").stdout,
           "kind,party,outcome,value\noutcome,,s1,\noutcome,,s2,\nmove,a,s1,s2\nrank,a,s1,2\nrank,a,s2,1\n")
    left = [path.name for path in folder.iterdir() if path.name.endswith(".part")]
    expect("convert leaves nothing behind", left, [])


def statuses(detente, folder):
    good = (HERE / "errors" / "good.toml").read_text(encoding="utf-8")
    claim = '[[claims]]\nid = "C1"\nsays = "no deal"\nholds = "not possible(deal = yes)"\nrequired = {}\n'
    for required, status in [("true", 1), ("false", 0)]:
        (folder / "claim.toml").write_text(good + claim.format(required), encoding="utf-8")
        expect(f"required = {required}", detente("check", "claim.toml").returncode, status)
    silent = good.replace(good[good.index("[question]"):good.index("[factors]")], "")
    (folder / "silent.toml").write_text(silent, encoding="utf-8")
    expect("no question: check", detente("check", "silent.toml").returncode, 0)
    refused("no question: ask", detente("ask", "silent.toml"),
            "silent.toml: error: the file asks no question, so there is no ladder to climb\n"
            "  hint: add [question] with of, with and compromise\n")
    expect("no question: nobody is a negotiator", detente("check", "silent.toml", "--without", "a").returncode, 0)
    head, tail = good.split("[issues]\n")
    graph = (head.replace("deal = yes", "outcome = s2") + '[graph]\noutcomes = ["s1", "s2"]\n'
             + '[graph.moves]\na = ["s1 <-> s2"]\n[preferences]\na = { ranking = [["s2"], ["s1"]] }\n')
    (folder / "graph.toml").write_text(graph, encoding="utf-8")
    expect("graph form: check", detente("check", "graph.toml").returncode, 0)
    expect("graph form: --off outcome", detente("check", "graph.toml", "--off", "outcome").returncode, 2)
    limited = detente("stability", "kurils", "--case", "now", "--work-limit", "2000000", "--format", "json")
    expect("work limit of stability: status", limited.returncode, 3)
    full = detente("stability", "kurils", "--case", "now", "--format", "json")
    known = json.loads(limited.stdout)["cases"][0]["known"]
    concepts = json.loads(full.stdout)["cases"][0]["concepts"]
    counts = [(part, len(whole)) for some, every in zip(known, concepts) for part, whole in zip(some["stable"], every["stable"])]
    expect("work limit of stability: what is known is right", [c for c in counts if c[0] not in (None, c[1])], [])
    expect("work limit of stability: some is known, some not", {part is None for part, _ in counts}, {False, True})
    limited = detente("ask", "kurils", "--case", "autonomous_japan", "--work-limit", "1000", "--format", "json")
    expect("work limit: status", limited.returncode, 3)
    full = detente("ask", "kurils", "--case", "autonomous_japan", "--format", "json")
    some, every = (json.loads(done.stdout)["cases"][0]["rungs"] for done in (limited, full))
    for part, whole in zip(some, every):
        if not part["survivors"] <= whole["survivors"]:
            PROBLEMS.append(f"work limit: {part} is more than {whole}")
    for part, whole in zip(some[:4], every[:4]):
        expect("rungs 1-4 are known at any limit", {**part, **whole}, part)


def graph_form(detente, folder):
    """What climbs the ladder takes graph form. The dispute is worked out by hand at its head."""
    steps = HERE.parent / "golden" / "cases" / "graph_steps" / "dispute.toml"
    lifts = [["a.2"], ["c"], ["c.1"]]
    asked = lambda *words: json.loads(detente(*words, "--format", "json").stdout)
    found = asked("conditions", steps)["cases"][0]
    expect("graph form: conditions",
           sorted(row["remove"] for row in found["removals"]["sets"] if not row["along"]), lifts)
    drops = asked("blockers", steps)["cases"][0]["drops"]
    expect("graph form: blockers", sorted([row["remove"]] for row in drops if row["then"]["verdict"] == "reachable"), lifts)
    page = detente("report", steps, "--format", "md")
    expect("graph form: report", (page.returncode, "| today; the status quo | A | step 1; A has signed |" in page.stdout),
           (0, True))
    text = steps.read_text(encoding="utf-8")
    # c prefers s4 to s3, worth 1, where its weight is above 1: half of what the range allows
    doubtful = text.replace('{ wants = "outcome = s4", weight = 2,', '{ wants = "outcome = s4", weight = { value = 2, range = [0, 2] },')
    (folder / "doubtful.toml").write_text(doubtful, encoding="utf-8")
    rungs = asked("worlds", "doubtful.toml", "--worlds", "64")["cases"][0]["rungs"]
    expect("graph form: worlds", [abs(rung["at_least"] - (0.5 if rung["verdict"] == "reachable" else 1)) < 0.05 for rung in rungs],
           [True] * 7)
    (folder / "other.toml").write_text(text.replace('c = ["s2 -> s4"]', 'c = ["s1 -> s4"]'), encoding="utf-8")
    expect("graph form: compare, other arcs", detente("compare", steps, "other.toml").stdout.count("they have different arcs"), 1)
    (folder / "milder.toml").write_text(text.replace('says = "the pledge" },', 'active = false },'), encoding="utf-8")
    both = asked("compare", steps, "milder.toml")
    expect("graph form: compare", [both[side]["ladder"]["verdict"] for side in ("first", "second")],
           ["durable", "reachable"])
    claim = '[[claims]]\nid = "C{}"\nsays = "x"\nholds = "{}"\nrequired = {}\n'
    true = ["possible(outcome = s3)", "not possible(outcome = s3 and outcome = s4)", "rung(now) = durable", "stopped_by(c, now)",
            "lifts(c, now)", "accepts(a, outcome = s3)", "never_accepts(a, outcome = s4)", "prefers(c, outcome = s4, outcome = s3)"]
    for number, holds in enumerate(true):
        for required, status in ((holds, 0), (f"not ({holds})", 1)):
            (folder / "claim.toml").write_text(text + claim.format(number, required, "true"), encoding="utf-8")
            expect(f"graph form: claim {required}", detente("check", "claim.toml").returncode, status)
    names = ", ".join(f'"s{n}"' for n in range(1, 4098))
    large = text.replace('"s1", "s2", "s3", "s4"', names)
    large = large.replace(large[large.index("labels"):large.index("[graph.moves]")], "")
    (folder / "large.toml").write_text(large, encoding="utf-8")
    refused("graph form: too large", detente("ask", "large.toml"),
            "large.toml: error: a graph of 4097 outcomes is too large for the ladder\n"
            "  hint: at most 4096; as [issues] with who controls them it may have more\n")
    expect("graph form: too large for a report", detente("report", "large.toml").returncode, 2)
    expect("graph form: too large, but valid", detente("check", "large.toml").returncode, 0)
    (folder / "large.toml").write_text(large + claim.format(1, "true", "false"), encoding="utf-8")
    done = detente("check", "large.toml")
    expect("graph form: too large for claims", (done.returncode, done.stderr.count("the graph is too large for claims")), (2, 1))
    (folder / "large.toml").write_text(large.replace(', "s4097"', ""), encoding="utf-8")
    expect("graph form: just small enough", asked("ask", "large.toml")["cases"][0]["verdict"], "durable")


def too_few_to_bargain(detente, folder):
    """A case with one bargainer says so in its place, and the other cases are answered."""
    good = (HERE / "errors" / "good.toml").read_text(encoding="utf-8")
    silent = good.replace(good[good.index("[question]"):good.index("[factors]")], "")
    text = silent + '[cases.alone]\nwithout = ["b"]\n[cases.off]\noff = ["b_land"]\n'
    (folder / "alone.toml").write_text(text, encoding="utf-8")
    why = "a bargain needs two parties, and here is only one"
    done = detente("bargain", "alone.toml", "--format", "json")
    expect("one bargainer: status", (done.returncode, done.stderr), (0, ""))
    cases = {case["case"]: case for case in json.loads(done.stdout)["cases"]}
    expect("one bargainer: cases", list(cases), ["now", "alone", "off"])
    expect("one bargainer: why", [cases[name].get("why") for name in cases], [None, why, None])
    expect("one bargainer: the others have deals", [bool(cases[name]["frontier"]["points"]) for name in cases],
           [True, False, True])
    for form, line in [("text", f"alone  {why}"), ("md", f"| alone | {why} |"), ("csv", f'alone,"{why}"')]:
        done = detente("bargain", "alone.toml", "--format", form)
        expect(f"one bargainer in {form}: status", done.returncode, 0)
        if line not in done.stdout or "Nash" not in done.stdout:
            PROBLEMS.append(f"one bargainer in {form}:\n{done.stdout}")
    refused("one bargainer in every case", detente("bargain", "alone.toml", "--case", "alone"),
            f"alone.toml: error: {why}\n  hint: name them: --parties a,b\n")


def interrupted(program):
    """Ctrl-C ends a long run with status 3 and what is known. Slow builds take longer to come so far."""
    for wait in (0.7, 3, 10):
        running = subprocess.Popen([program, "check", "kurils"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True)
        time.sleep(wait)
        running.send_signal(signal.SIGINT)
        try:
            output, _ = running.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            running.kill()
            PROBLEMS.append("Ctrl-C: still running after two minutes")
            return
        early = running.returncode == -signal.SIGINT or (running.returncode == 3 and "K02" not in output)
        if early and wait < 10:  # before the work had begun, or before the first claim was known
            continue
        expect("Ctrl-C: status", running.returncode, 3)
        if "K02" not in output:
            PROBLEMS.append("Ctrl-C: says nothing of what is known")
        return
    PROBLEMS.append("Ctrl-C: ended without a word")


def domains(detente, folder):
    """GENIUS domains with profiles: several files, folders, a domain with its profiles beside it."""
    profile = (HERE / "errors" / "good.xml").read_text(encoding="utf-8")
    domain = ('<negotiation_template><utility_space><objective index="0" name="Trade">'
              '<issue index="1" name="Colour"><item value="red"/><item value="blue"/></issue>'
              '<issue index="2" name="Price" type="integer" lowerbound="0" upperbound="4"/>'
              '</objective></utility_space></negotiation_template>')
    shop = folder / "shop"
    shop.mkdir()
    (shop / "shop_domain.xml").write_text(domain, encoding="utf-8")
    refused("domain alone", detente("bargain", "shop/shop_domain.xml"),
            "shop/shop_domain.xml: error: this is a domain, and no profile beside it fits it\n"
            "  hint: name the parties' profiles behind it\n")
    (shop / "seller.xml").write_text(profile.replace('offset="1" slope="-', 'offset="0" slope="'), encoding="utf-8")
    (shop / "buyer.xml").write_text(profile, encoding="utf-8")
    (shop / "frontier_pareto.xml").write_text("0.5, 0.25 1.0, 0.0\n", encoding="utf-8")
    named = detente("convert", "shop/shop_domain.xml", "shop/buyer.xml", "shop/seller.xml", "-o", "-", "--to", "toml")
    told = "".join(f"shop/{party}.xml: note: GENIUS multiplies utilities by 0.9^t, t from 0 to 1 being the share of the "
                   "time used\n" for party in ["buyer", "seller"])
    expect("domain and profiles", (named.returncode, named.stderr), (0, told))
    for what in ["shop", "shop/shop_domain.xml"]:
        expect(f"{what} is the same", detente("convert", what, "-", "--to", "toml").stdout, named.stdout)
    expect("bargain shop", detente("bargain", "shop").returncode, 0)
    expect("one profile", detente("check", "shop/buyer.xml").returncode, 0)
    (shop / "other.xml").write_text(profile.replace("Colour", "Shape"), encoding="utf-8")
    expect("a profile of another domain is left alone",
           detente("convert", "shop/shop_domain.xml", "-", "--to", "toml").stdout, named.stdout)
    refused("another domain", detente("bargain", "shop/shop_domain.xml", "shop/other.xml"),
            "shop/other.xml:4:3: error: the domain has no issue 'Shape'\n"
            '    <issue index="1" name="Shape" type="discrete">\n    ^\n'
            "  hint: the domain is shop/shop_domain.xml\n")
    (shop / "third.xml").write_text(profile, encoding="utf-8")
    refused("which profiles", detente("bargain", "shop/shop_domain.xml"),
            "shop/shop_domain.xml: error: this is a domain: which of the 3 profiles beside it negotiate?\n"
            "  hint: name some behind it: buyer.xml, seller.xml, third.xml\n")
    (shop / "third.xml").write_text("\n<utility_space><issue", encoding="utf-8")
    for what in ["shop", "shop/shop_domain.xml"]:
        refused(f"a broken profile in {what}", detente("bargain", what),
                "shop/third.xml:2:21: error: not well-formed XML: error parsing start element tag\n"
                "  <utility_space><issue\n                      ^\n  hint: was the file cut off when it was copied?\n")
    (shop / "third.xml").unlink()
    (shop / "second_domain.xml").write_text(domain, encoding="utf-8")
    refused("two domains", detente("bargain", "shop"),
            "shop: error: there are 2 domains in this folder\n"
            "  hint: name one, and profiles behind it: second_domain.xml, shop_domain.xml\n")
    refused("two domains named", detente("bargain", "shop/shop_domain.xml", "shop/second_domain.xml"),
            "shop/second_domain.xml:1:1: error: this is a second domain\n  " + domain[:96] + "\n  ^\n"
            "  hint: the first is shop/shop_domain.xml; behind it stand profiles\n")
    refused("a dispute behind a domain",
            detente("bargain", "shop/shop_domain.xml", HERE / "errors" / "good.toml"),
            f"{HERE / 'errors' / 'good.toml'}: error: a domain and its profiles have one format\n"
            "  hint: convert one of them first\n")
    refused("a file behind a dispute", detente("bargain", HERE / "errors" / "good.toml", "shop/buyer.xml"),
            "shop/buyer.xml: error: this kind of file stands alone\n"
            "  hint: several files are a GENIUS or GeniusWeb domain and its profiles\n")
    (folder / "trade.toml").write_text(named.stdout, encoding="utf-8")
    refused("too many files for standard output", detente("convert", "trade.toml", "-", "--to", "genius"),
            "error: a GENIUS domain and profiles is 3 files, more than standard output holds\n"
            "  hint: -o domain.xml\n")
    (folder / "out").mkdir()
    expect("convert to GENIUS", detente("convert", "trade.toml", "out/trade.xml").returncode, 0)
    expect("its files", sorted(path.name for path in (folder / "out").iterdir()),
           ["buyer.xml", "seller.xml", "trade.xml"])
    expect("and back", detente("convert", "out/trade.xml", "-", "--to", "toml").stdout, named.stdout)
    (folder / "out" / "trade.xml").unlink()
    refused("a profile in the way", detente("convert", "trade.toml", "out/trade.xml"),
            "out/buyer.xml: error: the file cannot be written: there is a file of that name\n"
            "  hint: --force writes over it\n")
    negmas = detente("convert", "shop/buyer.xml", "-", "--to", "toml", "--compat", "negmas").stdout
    if "red = 0.8, blue = 1.6" not in negmas:
        PROBLEMS.append(f"--compat negmas: {negmas}")


def changed(detente):
    """What-if options stand at the head of the answer; without them nothing does."""
    file = HERE / "errors" / "good.toml"
    asked = ["--off", "b_land", "--set", "f=0.7", "--compromise", "land = given"]
    said = "Changed for this answer: f set to 0.7; b_land switched off; in every case this compromise: land = given."
    for command in ("ask", "report", "check", "stability", "bargain", "conditions", "blockers"):
        done = detente(command, file, *asked, "--format", "md")
        head = [line for line in done.stdout.splitlines() if line][:2]
        if len(head) < 2 or not head[0].startswith("# ") or head[1].replace("\\", "") != said:
            PROBLEMS.append(f"{command}: what was changed is not said: {head} {done.stderr}")
        if "Changed for this answer" in detente(command, file, "--format", "md").stdout:
            PROBLEMS.append(f"{command}: says that something was changed")
    page = detente("report", file, *asked).stdout
    if said not in page:
        PROBLEMS.append("report: the page does not say what was changed")


def full_disk(program):
    """What could not be written was not answered."""
    file = HERE / "errors" / "good.toml"
    for args in [["ask", file], ["ask", file, "--format", "json"], ["check", file], ["paths", file, "--format", "dot"],
                 ["report", file, "--out", "-"], ["convert", file, "-", "--to", "toml"], ["cases"], ["schema"], ["--help"]]:
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([program, *map(str, args)], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        expect(f"full disk: {args[0]}", (done.returncode, done.stderr),
               (2, "standard output: error: the file cannot be written: its disk is full, or it was closed\n"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--detente", required=True)
    parser.add_argument("--source-dir", required=True)
    args = parser.parse_args()
    os.environ["DETENTE_CASEBOOK"] = str(pathlib.Path(args.source_dir).resolve() / "casebook")
    program = str(pathlib.Path(args.detente).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        detente = Detente(program, folder)
        bad_files(detente, folder)
        bad_texts(detente, folder)
        bad_texts(detente, folder, ".gmcr", "gmcr.toml")
        bad_texts(detente, folder, ".xml", "genius.toml")
        converted(detente, folder)
        reported(detente, folder)
        too_few_to_bargain(detente, folder)
        domains(detente, folder)
        generated(detente, folder)
        options(detente)
        shapes(detente)
        statuses(detente, folder)
        graph_form(detente, folder)
        changed(detente)
        full_disk(program)
        interrupted(program)
    print("\n\n".join(PROBLEMS) or "the command line answers and refuses as it should")
    return 1 if PROBLEMS else 0


if __name__ == "__main__":
    sys.exit(main())

"""What the tests of the workbench's page need: Node.js and the packages that web/ pins."""

import re
import shutil
import subprocess

SKIPPED = 77
NODE = (20, 19)


def missing(web):
    """What is not there, in words; nothing if all is."""
    node = shutil.which("node")
    if node is None:
        return "Node.js is not installed"
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if tuple(int(part) for part in re.findall(r"\d+", said)[:2]) < NODE:
        return f"Node.js {said.strip()} is older than {NODE[0]}.{NODE[1]}"
    if not (web / "node_modules" / ".package-lock.json").is_file():
        return f"the page's packages are missing: npm ci --prefix {web}"
    return None

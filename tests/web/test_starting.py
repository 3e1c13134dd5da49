"""What the server loads before the first reader asks for it."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

_BUILD = """
import sys
from pathlib import Path
from assistant.service import Service
from assistant.settings import Settings
from assistant.web.server import build_app
from indexer.build import open_library

corpus = Path(sys.argv[1])
library = open_library(corpus, corpus / ".wence", jobs=1)
build_app(Service(library), Settings.from_environment(corpus=str(corpus)))
print(*sorted({name.split(".")[0] for name in sys.modules} & {"gradio", "mcp", "llama_index"}))
"""


def test_the_page_is_built_without_what_agents_and_models_need(small_corpus: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _BUILD, str(small_corpus)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.stdout == "gradio\n", ended.stderr

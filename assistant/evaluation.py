"""``wence eval``: hands over to the evaluation suite of the checkout."""

import argparse
import importlib
from typing import Any

from assistant.commands import opened_library
from indexer.errors import WenceError

Options = argparse.Namespace


def run_answers(options: Options) -> int:
    """Runs the questions of a file and prints figures per kind."""
    return int(_suite().answers(lambda: opened_library(options), options))


def run_parsing(options: Options) -> int:
    """Compares the parsed facts with gold."""
    return int(_suite().parsing(opened_library(options), options))


def run_retrieval(options: Options) -> int:
    """Ranks the passages of a test set and prints the measures of each leg."""
    return int(_suite().retrieval(lambda: opened_library(options), options))


def run_peers(options: Options) -> int:
    """The same test sets through this system and its peers."""
    return int(_suite().peers(lambda: opened_library(options), options))


def run_sweep(options: Options) -> int:
    """The same questions under several settings; one table."""
    return int(_suite().sweep(lambda: opened_library(options), options))


def run_scale(options: Options) -> int:
    """Builds and searches an index of generated plans."""
    return int(_suite().scale(options))


def run_reading(options: Options) -> int:
    """How files are read."""
    return int(_suite().reading(options))


def run_pace(options: Options) -> int:
    """Asks a warm assistant over generated plans."""
    return int(_suite().pace(options))


def run_load(options: Options) -> int:
    """Many people asking at once over REST."""
    return int(_suite().load(options))


def run_page(options: Options) -> int:
    """What a reader of the page waits for."""
    return int(_suite().page(options))


def run_model(options: Options) -> int:
    """What becomes of a scripted model's sentences."""
    return int(_suite().model(opened_library(options), options))


def run_folder(options: Options) -> int:
    """Takes a folder of generated plans into a corpus."""
    return int(_suite().folder(options))


def _suite() -> Any:
    """The evaluation suite; it is no part of the installed package, so it is found late."""
    try:
        return importlib.import_module("eval.suite")
    except ModuleNotFoundError as error:
        raise WenceError(
            "评测只能在源码目录中运行。请先取得源码，再执行 make run 安装。"
        ) from error

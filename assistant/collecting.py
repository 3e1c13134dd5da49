"""``wence corpus``: what is in it, what comes in, what goes out, what is doubtful."""

import argparse
import os
import sys
from pathlib import Path

from assistant.commands import opened_library, settings_of, write_line
from assistant.documents import document_form
from indexer.collection import Added, add_files, files_of, remove_document
from indexer.doubts import doubts_of
from indexer.errors import CorpusError
from indexer.fetching import Limits, fetch_all
from indexer.readers.catalog import check_catalog, load_catalog

Options = argparse.Namespace
_DOUBTS = 5  # shown of one document


def list_documents(options: Options) -> int:
    """The documents of the corpus."""
    library = opened_library(options)
    if options.json:
        write_line([document_form(each) for each in library.documents])
        return 0
    from assistant import terminal

    terminal.show_documents(library.documents)
    return 0


def check(options: Options) -> int:
    """Checks catalogue and files, and lists doubtful places; 1 where something is wrong."""
    settings = settings_of(options)
    problems = check_catalog(settings.corpus)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    library = opened_library(options)
    for document in library.documents:
        for doubt in doubts_of(document, library.source(document.doc_id)):
            sys.stderr.write(f"可疑：{document.doc_id}：{doubt}\n")
    if problems:
        return 1
    sys.stderr.write(f"文件库没有问题（{len(library.documents)} 份文件）。\n")
    return 0


def add(options: Options) -> int:
    """Takes files and folders into the corpus, and reports each; 1 where none was taken."""
    corpus = settings_of(options).corpus
    files = files_of(Path(each) for each in options.paths)
    if not files:
        raise CorpusError("没有找到能读的文件。请检查路径，或先转换成 PDF、Word、网页或文本。")
    taken = 0
    for number, each in enumerate(add_files(corpus, files, os.cpu_count()), start=1):
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\033[K{number}/{len(files)} ")
        taken += each.document is not None
        _report(each)
    sys.stderr.write(f"加入 {taken} 份，未加入 {len(files) - taken} 份。\n")
    if taken:
        opened_library(options)
    return 0 if taken else 1


def fetch(options: Options) -> int:
    """Replaces digests by the official texts that the catalogue names; 1 where none could be."""
    corpus = settings_of(options).corpus
    entries = {each.doc_id: each for each in load_catalog(corpus)}
    for doc_id in options.docs:
        if doc_id not in entries:
            raise CorpusError(f"文件库中没有 {doc_id}。运行 wence corpus list 查看现有文件。")
    wanted = tuple(
        each
        for each in entries.values()
        if each.doc_id in options.docs or (not options.docs and each.kind == "digest" and each.url)
    )
    limits = Limits(seconds=options.timeout, private=options.allow_private)
    done = 0
    for number, each in enumerate(fetch_all(corpus, wanted, limits), start=1):
        done += each.document is not None
        state = f"已换成原文：{each.document.title}" if each.document else each.problem
        sys.stderr.write(f"{number}/{len(wanted)} {each.doc_id}：{state}\n")
    sys.stderr.write(f"下载 {done} 份，未下载 {len(wanted) - done} 份。\n")
    if done:
        opened_library(options)
    return 0 if done or not wanted else 1


def _report(added: Added) -> None:
    document = added.document
    if document is None:
        sys.stderr.write(f"未加入：{added.problem}\n")
        return
    pages = f"{added.pages} 页，" if added.pages else ""
    sys.stderr.write(
        f"已加入 {document.doc_id}（{added.kind}，{pages}{len(document.clauses)} 个条款，"
        f"{sum(1 for _ in document.measures())} 项措施，{len(document.attributions)} 处单位，"
        f"{len(document.targets)} 项目标，{len(document.benefits)} 项补贴）：{document.title}\n"
    )
    for doubt in added.doubts[:_DOUBTS]:
        sys.stderr.write(f"  可疑：{doubt}\n")
    if len(added.doubts) > _DOUBTS:
        sys.stderr.write(f"  另有 {len(added.doubts) - _DOUBTS} 处，见 wence corpus check\n")


def remove(options: Options) -> int:
    """Takes a document out of the corpus and the index; its file is kept aside."""
    settings = settings_of(options)
    aside = remove_document(settings.corpus, options.doc)
    sys.stderr.write(f"已移出 {options.doc}，原件保留在 {aside}。\n")
    if _has_documents(settings.corpus):
        opened_library(options)
    return 0


def _has_documents(corpus: Path) -> bool:
    """Whether a corpus has documents left."""
    try:
        return bool(load_catalog(corpus))
    except CorpusError:
        return False

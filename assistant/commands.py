"""What each command of ``wence`` does; the only place that writes to the terminal."""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import jsonform
from assistant.answer import Assistant
from assistant.knowledge import Knowledge
from assistant.service import Service
from assistant.settings import Settings
from indexer.build import BuildReport, Library, Progress, Way, open_library, refresh
from indexer.errors import CorpusError, WenceError
from indexer.model import Scope
from indexer.retrieve.highlights import find_highlights

if TYPE_CHECKING:
    from assistant.chat import Chat

Options = argparse.Namespace


def ask(options: Options) -> int:
    """Answers one question, or a batch of them in order."""
    if (options.question is None) == (options.batch is None):
        return _usage("请给出一个问题，或用 --batch 指定问题文件")
    library = opened_library(options)
    _check_doc(library, options.doc)
    service = Service(library, model=model_of(options))
    if options.batch is not None:
        for line in _lines(options.batch):
            answer = service.told_whole(service.answer(line, doc_id=options.doc))
            write_line(jsonform.answer_form(answer, library.boxes))
        return 0
    answer = service.told_whole(service.answer(options.question, doc_id=options.doc))
    if options.json:
        write_line(jsonform.answer_form(answer, library.boxes))
    else:
        from assistant import terminal

        terminal.show_answer(answer)
    return 0


def search(options: Options) -> int:
    """Ranked clauses for one query or a batch."""
    if (options.query is None) == (options.batch is None):
        return _usage("请给出检索词，或用 --batch 指定检索词文件")
    library = opened_library(options)
    _check_doc(library, options.doc)
    scope = Scope(
        doc_ids=(options.doc,) if options.doc else None,
        level=options.level,
        region=options.region,
        year=options.year,
        organs=_organs(library, options.organ) if options.organ else (),
    )
    for query in _lines(options.batch) if options.batch is not None else [options.query]:
        hits = library.search(query, options.k, scope, options.leg) if query.strip() else []
        marks = [find_highlights(hit.passage.text, library.marks(query)) for hit in hits]
        if options.json or options.batch is not None:
            write_line(jsonform.hits_form(query, hits, marks))
        else:
            from assistant import terminal

            terminal.show_hits(hits, marks)
    if options.leg == "hybrid":
        library.check_legs()
    return 0


def _organs(library: Library, name: str) -> tuple[str, ...]:
    """Canonical names of the organ that the user calls ``name``."""
    found = tuple(n for mention in Knowledge(library).organs.find(name) for n in mention.names)
    if not found:
        raise WenceError(f"文件库中没有这个单位：{name}。请用文件里的名称或常用简称。")
    return found


def compare(options: Options) -> int:
    """A topic in the documents of all levels, side by side."""
    library = opened_library(options)
    rows, answer = Assistant(library).compare(options.topic)
    if options.json:
        form = jsonform.answer_form(answer, library.boxes)
        write_line({"topic": options.topic, "rows": jsonform.compared(rows), "answer": form})
        return 0
    from assistant import terminal

    terminal.show_answer(answer)
    return 0


def index(options: Options) -> int:
    """Builds or refreshes the index, and says what was done."""
    settings = settings_of(options)
    jobs = options.jobs or os.cpu_count()
    way = Way(getattr(options, "encoder", None), jobs, rebuild=options.rebuild)
    report = refresh(settings.corpus, settings.index, _progress(), way)
    _report(report)
    if report.idle and not report.failures and not options.rebuild:
        sys.stderr.write(f"索引已是最新，无需更新（{len(report.unchanged)} 份文件）。\n")
    return 1 if report.failures and not (report.added or report.changed or report.unchanged) else 0


def show(options: Options) -> int:
    """The clause tree of a document, one clause with its facts, or the source text."""
    library = opened_library(options)
    doc_id, _, label = options.what.partition("#")
    document = library.document(doc_id)
    if options.raw:
        text = library.source(doc_id).text
        clause = library.clause(options.what) if label else None
        sys.stdout.write(text[clause.own.start : clause.own.end] if clause else text)
        return 0
    clauses = [library.clause(options.what)] if label else list(document.clauses)
    if options.json:
        form = jsonform.clauses_form(document, clauses)
        if label:
            form["boxes"] = library.boxes(doc_id, clauses[0].own)
        write_line(form)
        return 0
    from assistant import terminal

    terminal.show_clauses(document, clauses, whole=bool(label))
    return 0


def export(options: Options) -> int:
    """The facts of one kind, to standard output or a file."""
    from assistant.export import WRITERS

    library = opened_library(options)
    rows: list[dict[str, Any]] = [
        row
        for document in ([library.document(options.doc)] if options.doc else library.originals)
        for row in jsonform.export_rows(options.kind, document)
    ]
    data = WRITERS[options.format](rows)
    if options.output is None:
        sys.stdout.buffer.write(data)
        return 0
    try:
        Path(options.output).write_bytes(data)
    except OSError as error:
        raise WenceError(
            f"无法写入 {options.output}（{error.strerror}）。请换一个路径。"
        ) from error
    sys.stderr.write(f"已导出 {len(rows)} 条到 {options.output}。\n")
    return 0


def run(options: Options) -> int:
    """Builds the index where needed and serves the page until stopped."""
    library = opened_library(options)
    sys.stderr.write("正在启动网页服务……\n")
    from assistant.web import serve

    def ready(address: str) -> None:
        sys.stderr.write(f"问策已就绪：{address}（按 Ctrl+C 停止）\n")

    service = Service(library, lambda: opened_library(options), model_of(options))
    serve(service, settings_of(options), options.host, options.port, ready)
    return 0


def settings_of(options: Options) -> Settings:
    """Where corpus and index lie, by options and environment."""
    return Settings.from_environment(
        corpus=getattr(options, "corpus", None),
        index=getattr(options, "index", None),
        model=(getattr(options, "llm_base_url", None), getattr(options, "llm_model", None)),
    )


def model_of(options: Options) -> "Chat | None":
    """The user's language model; None where there is none, and llama-index stays unloaded."""
    settings = settings_of(options).model
    if settings is None:
        return None
    from assistant.chat import Chat

    return Chat(settings)


def check_model(options: Options) -> int:
    """Whether the language model answers, in one line; 1 where it does not."""
    model = model_of(options)
    if model is None:
        raise WenceError(
            "没有设置大模型。请设置 WENCE_LLM_BASE_URL 与 WENCE_LLM_MODEL，或用 --llm-base-url 与 --llm-model。"
        )
    begin = time.perf_counter()
    said = model.check()
    seconds = time.perf_counter() - begin
    sys.stdout.write(f"大模型可用：{model.name}，{seconds:.1f} 秒内回应“{said[:20]}”。\n")
    return 0


def opened_library(options: Options) -> Library:
    """The corpus that the options name, its index refreshed; says what was done."""
    settings = settings_of(options)
    library = open_library(
        settings.corpus,
        settings.index,
        _progress(),
        getattr(options, "encoder", None),
        os.cpu_count(),
    )
    _report(library.report)
    return library


def _check_doc(library: Library, doc_id: str | None) -> None:
    if doc_id is not None:
        library.document(doc_id)


def _report(report: BuildReport) -> None:
    for word, ids in (("新增", report.added), ("更新", report.changed), ("移除", report.removed)):
        if ids:
            shown = "、".join(ids[:8]) + ("……" if len(ids) > 8 else "")
            sys.stderr.write(f"索引{word} {len(ids)} 份文件：{shown}\n")
    for _, message in report.failures:
        sys.stderr.write(f"未能读取：{message}\n")
    if report.set_aside:
        sys.stderr.write(f"原索引已损坏，保留在 {report.set_aside}，已从文件库重建。\n")


def _progress() -> Progress | None:
    """A line that counts documents, on a terminal only."""
    if not sys.stderr.isatty():
        return None

    def step(done: int, total: int, doc_id: str) -> None:
        sys.stderr.write(f"\r\033[K正在检查 {done + 1}/{total} {doc_id}")
        if done + 1 == total:
            sys.stderr.write("\r\033[K")

    return step


def _lines(path: str) -> Iterator[str]:
    try:
        with ExitStack() as stack:
            stream = (
                sys.stdin
                if path == "-"
                else stack.enter_context(Path(path).open(encoding="utf-8-sig"))
            )
            yield from (line.strip() for line in stream if line.strip())
    except OSError as error:
        raise CorpusError(f"无法读取 {path}（{error.strerror}）。请检查路径。") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path} 不是 UTF-8 文本。请另存为 UTF-8 后再试。") from error


def write_line(record: Any) -> None:
    """One JSON value on standard output."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def _usage(message: str) -> int:
    sys.stderr.write(f"用法错误：{message}。\n")
    return 2

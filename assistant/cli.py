"""The command ``wence``: arguments in, ``commands`` called, errors as one clear line."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from assistant import collecting, commands, evaluation
from assistant.export import FORMATS
from assistant.jsonform import KINDS
from indexer.errors import WenceError
from indexer.retrieve.legs import LEGS


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"用法错误：{message}。运行 {self.prog} --help 查看用法。\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command.

    Returns:
        0 done, 1 failed with one line on standard error, 2 wrong usage.
    """
    options = _parser().parse_args(argv)
    if getattr(options, "debug", False):
        logging.basicConfig(format="%(name)s %(message)s", stream=sys.stderr)
        logging.getLogger("wence").setLevel(logging.DEBUG)
    try:
        result: int = options.command(options)
    except WenceError as error:
        if getattr(options, "debug", False):
            raise
        sys.stderr.write(f"错误：{error}\n")
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("已停止。\n")
        return 1
    return result


def _parser() -> argparse.ArgumentParser:
    shared = _Parser(add_help=False)
    quiet = argparse.SUPPRESS
    shared.add_argument(
        "--corpus", metavar="目录", default=quiet, help="文件库（环境变量 WENCE_CORPUS）"
    )
    shared.add_argument(
        "--index", metavar="目录", default=quiet, help="索引（环境变量 WENCE_INDEX）"
    )
    shared.add_argument(
        "--encoder",
        metavar="目录或名称",
        default=quiet,
        help="语义模型（默认用自带的；其他模型需附加组件 transformers）",
    )
    shared.add_argument(
        "--debug",
        action="store_true",
        default=quiet,
        help="出错时给出完整追踪，并记录检索各路的命中数",
    )
    parser = _Parser(prog="wence", description="问策：只说文件里写了的话", parents=[shared])
    actions = parser.add_subparsers(metavar="命令", required=True, parser_class=_Parser)
    _add_asking(actions, shared)
    _add_corpus(actions, shared)
    _add_eval(actions, shared)
    return parser


def _add_asking(actions: "argparse._SubParsersAction[_Parser]", shared: _Parser) -> None:
    run = actions.add_parser("run", parents=[shared], help="建好索引，打开网页服务")
    run.add_argument("--host", default="127.0.0.1")
    run.add_argument("--port", type=int, default=7860)
    run.set_defaults(command=commands.run)
    ask = actions.add_parser("ask", parents=[shared], help="问一个问题")
    ask.add_argument("question", nargs="?")
    ask.add_argument(
        "--batch", metavar="文件", help="每行一个问题，- 为标准输入；每行输出一个 JSON"
    )
    ask.add_argument("--doc", metavar="ID", help="只在一份文件中回答")
    ask.add_argument("--json", action="store_true")
    ask.set_defaults(command=commands.ask)
    search = actions.add_parser("search", parents=[shared], help="检索条款")
    search.add_argument("query", nargs="?")
    search.add_argument("-k", type=int, default=10)
    search.add_argument("--doc", metavar="ID")
    search.add_argument("--level", metavar="层级", help="国、省、市、区")
    search.add_argument("--region", metavar="地区", help="如 济南市")
    search.add_argument("--organ", metavar="单位", help="条款中写明的牵头、责任或配合单位")
    search.add_argument("--year", metavar="年份", help="印发年份")
    search.add_argument("--leg", choices=LEGS, default="hybrid", help="只用一路检索（调试用）")
    search.add_argument("--batch", metavar="文件")
    search.add_argument("--json", action="store_true")
    search.set_defaults(command=commands.search)
    compare = actions.add_parser("compare", parents=[shared], help="同一指标或事项在各级文件中")
    compare.add_argument("topic", metavar="指标或事项")
    compare.add_argument("--json", action="store_true")
    compare.set_defaults(command=commands.compare)


def _add_corpus(actions: "argparse._SubParsersAction[_Parser]", shared: _Parser) -> None:
    index = actions.add_parser("index", parents=[shared], help="建立或更新索引")
    index.add_argument("--jobs", type=int, metavar="N", help="进程数（默认每核一个）")
    index.add_argument("--rebuild", action="store_true", help="从存储重建检索索引")
    index.set_defaults(command=commands.index)
    show = actions.add_parser("show", parents=[shared], help="查看文件的条款，或一条")
    show.add_argument("what", metavar="文件[#条款]")
    show.add_argument("--raw", action="store_true", help="原样输出原文")
    show.add_argument("--json", action="store_true")
    show.set_defaults(command=commands.show)
    export = actions.add_parser("export", parents=[shared], help="导出措施、目标、引用")
    export.add_argument("kind", choices=KINDS)
    export.add_argument("--doc", metavar="ID")
    export.add_argument("--format", choices=FORMATS, default="json")
    export.add_argument("--output", "-o", metavar="文件")
    export.set_defaults(command=commands.export)
    corpus = actions.add_parser("corpus", parents=[shared], help="文件库")
    steps = corpus.add_subparsers(metavar="动作", required=True, parser_class=_Parser)
    listing = steps.add_parser("list", parents=[shared], help="列出文件")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(command=collecting.list_documents)
    add = steps.add_parser("add", parents=[shared], help="加入文件或目录")
    add.add_argument("paths", nargs="+", metavar="文件或目录")
    add.set_defaults(command=collecting.add)
    fetch = steps.add_parser("fetch", parents=[shared], help="下载目录登记的官方原文，替换摘编")
    fetch.add_argument("docs", nargs="*", metavar="ID", help="默认是全部有网址的摘编")
    fetch.add_argument("--timeout", type=float, default=30.0, metavar="秒")
    fetch.add_argument("--allow-private", action="store_true", help="允许内部网络的地址")
    fetch.set_defaults(command=collecting.fetch)
    remove = steps.add_parser("remove", parents=[shared], help="移出一份文件（原件保留）")
    remove.add_argument("doc", metavar="ID")
    remove.set_defaults(command=collecting.remove)
    check = steps.add_parser("check", parents=[shared], help="检查文件库")
    check.set_defaults(command=collecting.check)


def _add_eval(actions: "argparse._SubParsersAction[_Parser]", shared: _Parser) -> None:
    group = actions.add_parser("eval", parents=[shared], help="评测（在源码目录中运行）")
    steps = group.add_subparsers(metavar="项目", required=True, parser_class=_Parser)
    answers = steps.add_parser("answers", parents=[shared], help="问答评测")
    answers.add_argument(
        "--questions",
        required=True,
        metavar="路径",
        help="题目 JSONL、CSV、XLSX，或 SQuAD、RGB、CRUD-RAG 文件",
    )
    columns = "表格的列：字段=列名，例如 question=提问 clauses=出处"
    answers.add_argument("--columns", nargs="*", metavar="字段=列名", help=columns)
    answers.add_argument("--report", metavar="目录")
    answers.add_argument("--against", metavar="基线")
    variants = "另问 N 个变换了写法的题：简写、口语、错字、繁体、全角、拼音"
    answers.add_argument("--variants", type=int, default=0, metavar="N", help=variants)
    answers.add_argument("--seed", type=int, default=7, metavar="数", help="变换用的随机种子")
    answers.add_argument("--json", action="store_true")
    answers.set_defaults(command=evaluation.run_answers)
    retrieval = steps.add_parser("retrieval", parents=[shared], help="检索评测")
    retrieval.add_argument(
        "--dataset", required=True, metavar="路径", help="BEIR 目录、SQuAD 格式文件，或题目 JSONL"
    )
    retrieval.add_argument("--legs", choices=LEGS, nargs="*", default=["hybrid"])
    retrieval.add_argument("--run", metavar="文件", help="写出 TREC run 文件")
    kinds = "只取这些类别的题目"
    retrieval.add_argument("--kinds", nargs="*", metavar="类别", help=kinds)
    retrieval.add_argument("--json", action="store_true")
    retrieval.set_defaults(command=evaluation.run_retrieval)
    peers = steps.add_parser("peers", parents=[shared], help="与同类系统对比")
    peers.add_argument("--dataset", required=True, nargs="+", metavar="路径")
    peers.add_argument("--kinds", nargs="*", metavar="类别", help=kinds)
    peers.add_argument("--json", action="store_true")
    peers.set_defaults(command=evaluation.run_peers)
    parsing = steps.add_parser("parsing", parents=[shared], help="解析评测")
    parsing.add_argument("--gold", required=True, metavar="文件")
    parsing.add_argument("--json", action="store_true")
    parsing.set_defaults(command=evaluation.run_parsing)
    _add_benchmarks(steps, shared)


def _add_benchmarks(steps: "argparse._SubParsersAction[_Parser]", shared: _Parser) -> None:
    scale = steps.add_parser("scale", parents=[shared], help="规模测试（生成大量条款）")
    scale.add_argument("--clauses", type=int, default=10_000, metavar="N")
    scale.add_argument("--json", action="store_true")
    scale.set_defaults(command=evaluation.run_scale)
    reading = steps.add_parser("reading", parents=[shared], help="读取速度，或扫描件的识别率")
    reading.add_argument("files", nargs="+", metavar="文件")
    reading.add_argument("--scan", action="store_true", help="把 PDF 变成图片再识别，与文字层比较")
    damaged = "把文件随意损坏成 N 份，看是否逐份读出或说明原因"
    reading.add_argument("--damaged", type=int, metavar="N", help=damaged)
    reading.add_argument("--json", action="store_true")
    reading.set_defaults(command=evaluation.run_reading)
    folder = steps.add_parser("folder", parents=[shared], help="批量加入文件（生成许多方案）")
    folder.add_argument("--documents", type=int, default=1000, metavar="N")
    folder.add_argument("--json", action="store_true")
    folder.set_defaults(command=evaluation.run_folder)
    pace = steps.add_parser("pace", parents=[shared], help="回答速度（生成许多方案，热机后提问）")
    pace.add_argument("--documents", type=int, default=100, metavar="N")
    pace.add_argument("--questions", metavar="文件", help="另问这个文件里的题")
    pace.add_argument("--json", action="store_true")
    pace.set_defaults(command=evaluation.run_pace)


if __name__ == "__main__":
    sys.exit(main())

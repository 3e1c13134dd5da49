"""The arguments of ``wence eval``."""

import argparse
from typing import Any

from assistant import evaluation
from indexer.retrieve.legs import LEGS

Parser = argparse.ArgumentParser
Steps = Any  # argparse keeps the type of its groups of subcommands private
_KINDS = "只取这些类别的题目"
_COLUMNS = "表格的列：字段=列名，例如 question=提问 clauses=出处"


def add_eval(actions: Steps, shared: Parser, kind: type[Parser]) -> None:
    """Adds ``eval`` with its subcommands, whose parsers are of the given kind."""
    group = actions.add_parser("eval", parents=[shared], help="评测（在源码目录中运行）")
    steps = group.add_subparsers(metavar="项目", required=True, parser_class=kind)
    _add_answers(steps, shared)
    _add_retrieval(steps, shared)
    _add_peers(steps, shared)
    _add_sweep(steps, shared)
    parsing = steps.add_parser("parsing", parents=[shared], help="解析评测")
    parsing.add_argument("--gold", required=True, metavar="文件")
    parsing.add_argument("--json", action="store_true")
    parsing.set_defaults(command=evaluation.run_parsing)
    _add_benchmarks(steps, shared)
    _add_serving(steps, shared)
    _add_model(steps, shared)


def _add_answers(steps: Steps, shared: Parser) -> None:
    answers = steps.add_parser("answers", parents=[shared], help="问答评测")
    answers.add_argument(
        "--questions",
        required=True,
        metavar="路径",
        help="题目 JSONL、CSV、XLSX，或 SQuAD、RGB、CRUD-RAG 文件",
    )
    answers.add_argument("--columns", nargs="*", metavar="字段=列名", help=_COLUMNS)
    answers.add_argument("--report", metavar="目录")
    answers.add_argument("--against", metavar="基线")
    variants = "另问 N 个变换了写法的题：简写、口语、错字、繁体、全角、拼音"
    answers.add_argument("--variants", type=int, default=0, metavar="N", help=variants)
    answers.add_argument("--seed", type=int, default=7, metavar="数", help="变换用的随机种子")
    answers.add_argument(
        "--generator", choices=("rules", "llm"), default="rules", help="由规则还是大模型写出回答"
    )
    judge = "另请大模型评判每个回答，单列（WENCE_LLM_*；可写同一服务上另一个模型的名称）"
    answers.add_argument("--judge", nargs="?", const="", metavar="名称", help=judge)
    answers.add_argument("--progress", metavar="文件", help="把“已答 总数”写进这个文件")
    answers.add_argument("--json", action="store_true")
    answers.set_defaults(command=evaluation.run_answers)


def _add_retrieval(steps: Steps, shared: Parser) -> None:
    retrieval = steps.add_parser("retrieval", parents=[shared], help="检索评测")
    retrieval.add_argument(
        "--dataset",
        required=True,
        metavar="路径",
        help="BEIR 或 TREC 目录、SQuAD、RGB、CRUD-RAG 文件，或题目 JSONL",
    )
    retrieval.add_argument("--legs", choices=LEGS, nargs="*", default=["hybrid"])
    retrieval.add_argument("--run", metavar="文件", help="写出 TREC run 文件")
    retrieval.add_argument("--kinds", nargs="*", metavar="类别", help=_KINDS)
    retrieval.add_argument("--json", action="store_true")
    retrieval.set_defaults(command=evaluation.run_retrieval)


def _add_peers(steps: Steps, shared: Parser) -> None:
    peers = steps.add_parser("peers", parents=[shared], help="与同类系统对比")
    sets = peers.add_mutually_exclusive_group(required=True)
    sets.add_argument("--dataset", nargs="+", metavar="路径", help="比较检索")
    sets.add_argument("--questions", metavar="路径", help="比较回答")
    peers.add_argument("--columns", nargs="*", metavar="字段=列名", help=_COLUMNS)
    peers.add_argument("--endpoint", metavar="网址", help="另问一个 OpenAI 兼容的模型服务")
    peers.add_argument("--model", default="default", metavar="名称")
    peers.add_argument("--report", metavar="目录")
    peers.add_argument("--kinds", nargs="*", metavar="类别", help=_KINDS)
    peers.add_argument("--json", action="store_true")
    peers.set_defaults(command=evaluation.run_peers)


def _add_sweep(steps: Steps, shared: Parser) -> None:
    sweep = steps.add_parser("sweep", parents=[shared], help="同样的题，换几种设置")
    sets = sweep.add_mutually_exclusive_group(required=True)
    sets.add_argument("--dataset", metavar="路径", help="比较检索")
    sets.add_argument("--questions", metavar="路径", help="比较回答")
    sweep.add_argument("--legs", choices=LEGS, nargs="*", default=list(LEGS))
    weights = "词法一路的最高权重，可写几个"
    sweep.add_argument("--weights", type=float, nargs="*", default=[], metavar="数", help=weights)
    encoders = "另用这些语义模型（目录）各建一次索引"
    sweep.add_argument("--encoders", nargs="*", default=[], metavar="目录", help=encoders)
    cuts = "检索看前 k 段"
    sweep.add_argument("-k", type=int, nargs="*", default=[5, 10], metavar="数", help=cuts)
    sweep.add_argument("--kinds", nargs="*", metavar="类别", help=_KINDS)
    sweep.add_argument("--columns", nargs="*", metavar="字段=列名", help=_COLUMNS)
    sweep.add_argument("--json", action="store_true")
    sweep.set_defaults(command=evaluation.run_sweep)


def _add_benchmarks(steps: Steps, shared: Parser) -> None:
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


def _add_serving(steps: Steps, shared: Parser) -> None:
    load = steps.add_parser("load", parents=[shared], help="许多人同时提问（另起一个服务）")
    load.add_argument("--questions", required=True, metavar="文件")
    load.add_argument("--people", type=int, default=50, metavar="N")
    load.add_argument("--seconds", type=float, default=60, metavar="秒")
    load.add_argument("--variants", type=int, default=2000, metavar="N", help="另加的变换写法的题")
    load.add_argument("--json", action="store_true")
    load.set_defaults(command=evaluation.run_load)
    page = steps.add_parser("page", parents=[shared], help="网页多久可用、多久见到回答（浏览器）")
    page.add_argument("--questions", required=True, metavar="文件")
    page.add_argument("--most", type=int, default=50, metavar="N", help="只问前 N 题")
    page.add_argument("--json", action="store_true")
    page.set_defaults(command=evaluation.run_page)


def _add_model(steps: Steps, shared: Parser) -> None:
    model = steps.add_parser("model", parents=[shared], help="一个会说谎的大模型写的话，核对得如何")
    model.add_argument("--questions", required=True, metavar="文件")
    model.add_argument("--variants", type=int, default=0, metavar="N", help="另加的变换写法的题")
    mode = "怎么写：每三句一句谎；同样的话按各家服务的写法；全是真话；胡言乱语"
    modes = ("lying", "dressed", "truthful", "babbling")
    model.add_argument("--mode", default="lying", choices=modes, help=mode)
    dead = "改量大模型不在时多等多久：端口拒绝、吞掉数据包、只连不答"
    model.add_argument("--dead", action="store_true", help=dead)
    timeout = "--dead 用的回答时限（默认同 WENCE_LLM_TIMEOUT 的默认值）"
    model.add_argument("--timeout", type=float, default=20.0, metavar="秒", help=timeout)
    model.add_argument("--json", action="store_true")
    model.set_defaults(command=evaluation.run_model)

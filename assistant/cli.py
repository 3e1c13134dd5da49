"""The command ``wence``: arguments in, ``commands`` called, errors as one clear line."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from assistant import collecting, commands
from assistant.evaluation_arguments import add_eval
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
        "--llm-base-url",
        metavar="地址",
        default=quiet,
        help="大模型的 OpenAI 形式接口（环境变量 WENCE_LLM_BASE_URL；密钥取自 WENCE_LLM_API_KEY）",
    )
    shared.add_argument(
        "--llm-model", metavar="名称", default=quiet, help="大模型的名称（WENCE_LLM_MODEL）"
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
    add_eval(actions, shared, _Parser)
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
    llm = actions.add_parser("llm", parents=[shared], help="大模型")
    checks = llm.add_subparsers(metavar="动作", required=True, parser_class=_Parser)
    check = checks.add_parser("check", parents=[shared], help="一行说明能不能用")
    check.set_defaults(command=commands.check_model)
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


if __name__ == "__main__":
    sys.exit(main())

"""What a question asks for, as reports say it."""

from eval.scoring import Scored

STATUS = {"answered": "回答", "not_found": "没有写明"}


def expected(scored: Scored) -> str:
    """What a right answer holds, in one line."""
    topic = scored.topic
    parts = [STATUS[topic.status]]
    if topic.clauses:
        whole = {"any": "条款任一", "all": "条款恰为", "none": "条款不限"}[topic.match]
        parts.append(f"{whole} {'、'.join(topic.clauses)}")
    parts += [f"含 {' 或 '.join(each.split('|'))}" for each in topic.must]
    parts += [f"不含 {each}" for each in topic.never]
    parts += [f"参考答案 {each}" for each in topic.answers]
    return "；".join(parts)

"""Deadlines of targets as a calendar (iCalendar, RFC 5545): one all-day event for each."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any


def to_calendar(rows: Iterable[dict[str, Any]]) -> bytes:
    """The targets that have a deadline; a year ends on its last day, a month on its own.

    Args:
        rows: targets as the exports give them, with ``lead``.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Wence//targets//ZH")
    calendar.add("version", "2.0")
    for row in rows:
        day = last_day(row["deadline"])
        if day is None:
            continue
        event = Event()
        event.add("uid", f"{row['clause_id']}-{row['start']}@wence")
        event.add("dtstamp", datetime(day.year, day.month, day.day, tzinfo=UTC))
        event.add("dtstart", day)
        event.add("summary", row["indicator"] or row["text"])
        lead = f"\n牵头单位：{'、'.join(row['lead'])}" if row.get("lead") else ""
        event.add("description", f"{row['text']}（{row['clause_id']}）{lead}")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def last_day(deadline: str | None) -> date | None:
    """The last day of 2025, 2025-06 or 2025-06-30; None where it is no such date."""
    parts = [int(part) for part in (deadline or "").split("-") if part.isdigit()]
    if not parts or len(parts) > 3:
        return None
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    try:
        return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])
    except ValueError:
        return None

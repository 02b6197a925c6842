"""Working days: Monday to Friday."""

from datetime import date, timedelta


def add_workdays(day: date, count: int) -> date:
    """The day `count` working days after `day`."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day


def workdays_between(earlier: date, later: date) -> int:
    """Working days that have passed from `earlier` (not counted) to `later` (counted)."""
    days = (later - earlier).days
    return sum((earlier + timedelta(days=step)).weekday() < 5 for step in range(1, days + 1))

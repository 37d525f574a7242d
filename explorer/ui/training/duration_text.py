"""Durations as a person reads them."""


def duration_text(seconds: float) -> str:
    """8.2 -> "8 s", 185 -> "3:05", 3723 -> "1:02:03"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"

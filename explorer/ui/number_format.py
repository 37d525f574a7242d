from explorer.number_format import byte_count, exact_count, mebibytes, shape_text, short_count, tick_count

__all__ = ["byte_count", "exact_count", "mebibytes", "shape_text", "short_count", "tick_count"]

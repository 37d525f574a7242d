"""A font in which every character is the same block: texts are as wide, and look the same, on every machine."""

import struct

from PySide6.QtGui import QFontDatabase

FAMILY = "Blocks of ResDense"
EM, ADVANCE, TOP, HEIGHT, DEPTH = 1000, 560, 650, 800, 200
LAST_CHARACTER = 0x2FFF
TABLE_ALIGNMENT = 4


def install_block_font() -> bool:
    """Makes FAMILY known to Qt, in regular and semi-bold; False where this platform takes no such font."""
    return all(QFontDatabase.addApplicationFontFromData(font_file(weight)) >= 0 for weight in (400, 600))


def font_file(weight: int) -> bytes:
    """A TrueType file; heavier blocks stand closer together."""
    gap = 80 if weight < 500 else 40
    block = _box(gap, 0, ADVANCE - gap, TOP)
    style = "Regular" if weight < 500 else "SemiBold"
    tables = {
        b"OS/2": _os2(weight),
        b"cmap": _cmap(),
        b"glyf": block + block,
        b"head": struct.pack(">IIIIHHqq", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, EM, 0, 0)
        + struct.pack(">hhhhHHhhh", gap, 0, ADVANCE - gap, TOP, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, HEIGHT, -DEPTH, 0, ADVANCE, *([gap] * 3), 1, *([0] * 7), 3),
        b"hmtx": struct.pack(">HhHhHh", ADVANCE, gap, ADVANCE, gap, ADVANCE // 2, 0),
        # Glyphs: what is missing, the block, the space, which is empty.
        b"loca": struct.pack(">IIII", 0, len(block), 2 * len(block), 2 * len(block)),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 3, 4, 1, 0, 0, 2, *([0] * 8)),
        b"name": _names({1: FAMILY, 2: style, 4: f"{FAMILY} {style}", 6: f"Blocks-{style}", 16: FAMILY, 17: style}),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, -100, 50, 1, 0, 0, 0, 0),
    }
    return _joined(tables)


def _box(left: int, bottom: int, right: int, top: int) -> bytes:
    """One contour of four points on the curve."""
    header = struct.pack(">hhhhhHH", 1, left, bottom, right, top, 3, 0)
    across, up = (0, right - left, 0), (top - bottom, 0, bottom - top)
    box = header + bytes([1] * 4) + struct.pack(">4h4h", left, *across, bottom, *up)
    return _padded(box)


def _cmap() -> bytes:
    """Format 4: the space, then all others to the one block."""
    blocks = LAST_CHARACTER - 0x20
    segments = struct.pack(">3HH3H", 0x20, LAST_CHARACTER, 0xFFFF, 0, 0x20, 0x21, 0xFFFF)
    segments += struct.pack(">3H3H", 2 - 0x20 + 0x10000, 0, 1, 0, 4, 0) + struct.pack(">H", 1) * blocks
    table = struct.pack(">HHHHHHH", 4, 14 + len(segments), 0, 6, 4, 1, 2) + segments
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + table


def _os2(weight: int) -> bytes:
    panose, vendor = bytes(10), b"NONE"
    head = struct.pack(">HhHHH", 4, ADVANCE, weight, 5, 0) + struct.pack(">11h", *([100] * 10), 0) + panose
    tail = struct.pack(">HHHhhhHH", 0x40, 0x20, LAST_CHARACTER, HEIGHT, -DEPTH, 0, HEIGHT, DEPTH)
    return head + struct.pack(">4I", 3, 0, 0, 0) + vendor + tail + struct.pack(">IIhhHHH", 1, 0, 400, TOP, 0, 32, 1)


def _names(texts: dict[int, str]) -> bytes:
    records, strings = b"", b""
    for number, text in texts.items():
        coded = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, number, len(coded), len(strings))
        strings += coded
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + strings


def _joined(tables: dict[bytes, bytes]) -> bytes:
    count, place = len(tables), 12 + 16 * len(tables)
    directory, body = struct.pack(">IHHHH", 0x10000, count, 128, 3, count * 16 - 128), b""
    for tag, table in tables.items():
        directory += tag + struct.pack(">III", _checksum(table), place + len(body), len(table))
        body += _padded(table)
    return directory + body


def _checksum(table: bytes) -> int:
    padded = _padded(table)
    return sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % TABLE_ALIGNMENT)

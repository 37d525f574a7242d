"""The bytes of an event file, read back by the format's own rules."""

import struct

import pytest

from explorer.runs.tensorboard_file import TensorBoardFile, crc32c


def test_that_the_checksum_is_the_known_one():
    assert crc32c(b"123456789") == 0xE3069283


def test_that_steps_and_epochs_are_read_back(folder, make_started, make_steps, make_epoch, make_finished):
    with TensorBoardFile(folder) as file:
        for event in (make_started(folder.path), make_steps(1, 3), make_epoch(1, 0.9), make_finished(folder.path)):
            file.record(event)
    version, start, *rest = read_records(file.path)
    assert version[3] == [b"brain.Event:2"]
    assert (start[2], fields(start[7][0])) == ([1], {1: [1]})
    values = [(event[2][0], tag, value) for event in rest for tag, value in map(scalar, fields(event[5][0])[1])]
    assert [(step, value) for step, tag, value in values if tag == "loss/step"] == [
        (1, 1.0), (2, pytest.approx(1 / 2)), (3, pytest.approx(1 / 3))
    ]  # fmt: skip
    assert (10, "accuracy/test", pytest.approx(0.9)) in values
    assert (3, "learning rate", pytest.approx(0.1)) in values


def scalar(data):
    found = fields(data)
    return found[1][0].decode(), found[2][0]


def read_records(path):
    data, records = path.read_bytes(), []
    while data:
        (length,) = struct.unpack_from("<Q", data)
        assert struct.unpack_from("<I", data, 8)[0] == masked(data[:8])
        event = data[12 : 12 + length]
        assert struct.unpack_from("<I", data, 12 + length)[0] == masked(event)
        records.append(fields(event))
        data = data[16 + length :]
    return records


def masked(data):
    crc = crc32c(data)
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def fields(data):
    """A protocol buffer's fields: number to the values it has."""
    found, place = {}, 0

    def varint():
        nonlocal place
        number = shift = 0
        while True:
            byte = data[place]
            place += 1
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number

    while place < len(data):
        key = varint()
        match key & 7:
            case 0:
                value = varint()
            case 1:
                (value,) = struct.unpack_from("<d", data, place)
                place += 8
            case 5:
                (value,) = struct.unpack_from("<f", data, place)
                place += 4
            case 2:
                length = varint()
                value = data[place : place + length]
                place += length
        found.setdefault(key >> 3, []).append(value)
    return found

"""Numbers and strings as bytes: unsigned LEB128, and sorted strings by what they add."""

from collections.abc import Iterable, Sequence

SHORT = 1 << 14
SET = ord("1")
DENSE = 8  # from one number in so many on, a list is written as bits


def varint(number: int) -> bytes:
    """Return `number` (not negative) seven bits a byte, lowest first, the high bit meaning more."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


class Varints(dict[int, bytes]):
    """Number → its varint; those of short numbers are held."""

    def __missing__(self, number: int) -> bytes:
        made = varint(number)
        if number < SHORT:
            self[number] = made
        return made


VARINTS = Varints()


def varints(numbers: Iterable[int]) -> bytes:
    """Return the varints of `numbers`, one after another."""
    return b"".join(map(VARINTS.__getitem__, numbers))


def gaps(sorted_numbers: Sequence[int]) -> bytes:
    """Return strictly rising numbers as varints of the distance to the one before, less one."""
    before = (-1, *sorted_numbers)
    return varints([n - b - 1 for b, n in zip(before, sorted_numbers, strict=False)])


def rising(sorted_numbers: Sequence[int], of: int) -> bytes:
    """Return strictly rising numbers, all less than `of`: as bits where many of those are there.

    Packed bits take what they say, and gaps of a dense list a third more.
    """
    if len(sorted_numbers) * DENSE <= of:
        return gaps(sorted_numbers)
    bits = bytearray(b"0") * of
    for number in sorted_numbers:
        bits[number] = SET
    return int(bits[::-1], 2).to_bytes((of + 7) // 8, "little")


def string(text: bytes) -> bytes:
    """Return the length of `text` and `text`."""
    return VARINTS[len(text)] + text


def added(before: bytes, text: bytes) -> bytes:
    """Return `text` as the count of bytes it shares with the string before, and the rest."""
    shared = 0
    for a, b in zip(before, text, strict=False):
        if a != b:
            break
        shared += 1
    return VARINTS[shared] + string(text[shared:])


class Cursor:
    """Reads what the functions above wrote. Raises IndexError past the end."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data = data
        self.at = at

    def varint(self) -> int:
        """Return the next number."""
        byte = self.data[self.at]
        self.at += 1
        number, shift = byte & 0x7F, 7
        while byte > 0x7F:
            byte = self.data[self.at]
            self.at += 1
            number |= (byte & 0x7F) << shift
            shift += 7
        return number

    def gaps(self, count: int) -> list[int]:
        """Return the next `count` rising numbers."""
        number, found = -1, []
        for _ in range(count):
            number += self.varint() + 1
            found.append(number)
        return found

    def rising(self, count: int, of: int) -> list[int]:
        """Return the next `count` rising numbers, all less than `of`."""
        if count * DENSE <= of:
            return self.gaps(count)
        bits = self.take((of + 7) // 8)
        return [number for number in range(of) if bits[number >> 3] >> (number & 7) & 1]

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        if self.at + count > len(self.data):
            raise IndexError("past the end")
        self.at += count
        return self.data[self.at - count : self.at]

    def string(self) -> bytes:
        """Return the next string."""
        return self.take(self.varint())

    def added(self, before: bytes) -> bytes:
        """Return the next of sorted strings, after `before`."""
        shared = self.varint()
        return before[:shared] + self.string()

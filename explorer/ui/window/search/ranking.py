"""How well a text answers what a person typed."""

EXACT, AT_START, AT_WORD, INSIDE, SCATTERED = 0, 1, 2, 3, 6


def rank(text: str, typed: str, also: str = "") -> int | None:
    """Smaller is better; None where a typed word is not in the text, not even with letters left out, nor in the words
    that are not shown.
    """
    low, other = text.lower(), also.lower()
    total = 0
    for word in typed.lower().split():
        found = _rank_word(low, word)
        if (found is None or found >= INSIDE) and word in other:
            found = min(found or SCATTERED, _rank_word(" " + other, word))
        if found is None:
            return None
        total += found
    return total


def _rank_word(text: str, word: str) -> int | None:
    if text == word:
        return EXACT
    place = text.find(word)
    if place == 0:
        return AT_START
    if place > 0:
        return AT_WORD if any(not text[i - 1].isalnum() for i in _places(text, word)) else INSIDE
    return SCATTERED if len(word) > 2 and _is_scattered(text, word) else None


def _places(text: str, word: str) -> list[int]:
    return [i for i in range(1, len(text)) if text.startswith(word, i)]


def _is_scattered(text: str, word: str) -> bool:
    """Whether the letters stand in the text in this order, the first at the start of a word."""
    starts = [i for i in range(len(text)) if text[i] == word[0] and (i == 0 or not text[i - 1].isalnum())]
    for start in starts:
        letters = iter(text[start:])
        if all(letter in letters for letter in word):
            return True
    return False

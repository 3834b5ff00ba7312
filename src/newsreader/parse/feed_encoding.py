"""Decode feeds whose encoding is not the declared one, as browsers do, before feedparser sees them."""

import re

#: What names stand for in practice (WHATWG, Encoding, "names and labels"): the makers of Windows added to them.
_MEANT = {
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "korean", "iso-ir-149"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80", "chinese"), "gb18030"),
    **dict.fromkeys(("tis-620", "iso-8859-11"), "cp874"),
    **dict.fromkeys(("", "utf-8", "utf8", "us-ascii", "ascii"), "utf-8"),
}
_DECLARED = re.compile(rb"^(\s{0,99}<\?xml[^>]{0,200}?)encoding\s*=\s*[\"']([^\"'>]{0,40})[\"']")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]+)[\"']?", re.I)


def in_utf8(data: bytes, content_type: str = "") -> tuple[bytes, str]:
    """A feed and its content type: in UTF-8, where it is UTF-8 with some damaged bytes, or in what is commonly
    written under the name that it declares; else as they are."""
    if data[:4096].count(0) > 8:
        return data, content_type  # UTF-16 or UTF-32
    try:
        data.decode("utf-8")
        return data, content_type
    except UnicodeDecodeError:
        pass
    declared, charset = _DECLARED.match(data), _CHARSET.search(content_type)
    names = [declared.group(2).decode("ascii", "ignore") if declared else "", charset.group(1) if charset else ""]
    for name in dict.fromkeys(name.strip().lower() for name in (names if any(names) else [""])):
        text = _decoded(data, _MEANT.get(name, ""))
        if text is not None:
            plain = _DECLARED.sub(rb"\1", text.encode("utf-8"), count=1)
            return plain, f"{content_type.partition(';')[0] or 'application/xml'}; charset=utf-8"
    return data, content_type


def _decoded(data: bytes, encoding: str) -> str | None:
    """A text in an encoding, if most of what is no ASCII is something there; what is not is taken as in Latin-1."""
    if not encoding:
        return None
    text = data.decode(encoding, "surrogateescape")
    broken = sum("\udc80" <= letter <= "\udcff" for letter in text)
    whole = sum(letter > "\x7f" for letter in text) - broken
    if broken > whole:
        return None
    return re.sub("[\udc80-\udcff]", lambda match: _byte(ord(match.group()) - 0xDC00), text)


def _byte(value: int) -> str:
    return bytes([value]).decode("cp1252", "replace")

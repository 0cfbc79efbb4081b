#!/usr/bin/env python3
"""Writes results.log and rejects.csv of the cases named: what the rules in docs/ARCHITECTURE.md make of their input.

A second reading of the rules, in another language and in the simplest way: one byte, one state, all in memory. It shares
nothing with Winnow and is not run by its tests. Look at what it writes before you commit it.

    ./expected.py ragged blank-lines
"""
import gzip
import hashlib
import sys
from pathlib import Path

HERE = Path(__file__).parent
RAW_OF_OVERSIZED = 1024


def label(row):
    """The blackbox: the first 53 bits of a SHA-256 that is fed the row ten times, as a fraction, cut after 9 digits."""
    bits = int.from_bytes(hashlib.sha256(row * 10).digest()[:8], "big") >> 11
    return b"0.%09d" % (bits * 10**9 // 2**53)


def rows(data, delimiter):
    """Yields (offset, lines before, row, fields, line within the row of the last quote opened, fault) of each row."""
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    line = 0
    while at < len(data):
        start, state, fields, fault, ends, quote_line = at, "start", 1, None, 0, 0
        while at < len(data):
            byte = data[at : at + 1]
            if byte == b"\n" and state != "quoted":
                break
            ends += byte == b"\n"
            if state == "quoted":
                state = "closed" if byte == b'"' else "quoted"
            elif state == "closed" and byte == b'"':
                state = "quoted"
            elif byte == delimiter:
                state, fields = "start", fields + 1
            elif state == "start" and byte == b'"':
                state, quote_line = "quoted", ends
            else:
                half_of_line_end = byte == b"\r" and data[at + 1 : at + 2] in (b"\n", b"")
                if state == "closed" and not half_of_line_end:
                    fault = "MALFORMED"
                state = "plain"
            at += 1
        row = data[start:at]
        if state == "quoted":
            fault = "UNTERMINATED_QUOTE"
        elif row.endswith(b"\r"):
            row = row[:-1]
        if row:
            yield start, line, row, fields, quote_line, fault
        at += 1
        line += 1 + ends


def refusal(row, fields, columns, quote_line, fault, limit):
    if len(row) > limit and fault == "UNTERMINATED_QUOTE":
        return fault, (
            f"the quote opened on line {quote_line} is never closed: the row takes all {len(row)} bytes to the end of the file"
        )
    if len(row) > limit:
        return "OVERSIZED", f"the row has {len(row)} bytes, more than the {limit} allowed by max-row-bytes"
    if fault == "UNTERMINATED_QUOTE":
        return fault, "a quote opens in this row and the input ends inside it"
    if fault == "MALFORMED":
        return fault, "after a closing quote comes neither a delimiter nor a line end"
    if fields != columns:
        return "RAGGED", f"{fields} fields, the header has {columns}"
    return None


def expected(files, delimiter, columns, limit):
    results, rejects = [], [b"row,line,offset,code,column,message,raw\r\n"]
    count, line_before, offset_before = 0, 1, 0
    for data in files:
        header = columns is None
        width = columns
        for start, line, row, fields, quote_line, fault in rows(data, delimiter):
            if header:
                header, width = False, fields
                continue
            count += 1
            refused = refusal(row, fields, width, line_before + line + quote_line, fault, limit)
            if refused is None:
                results.append(row + delimiter + label(row) + b"\n")
                continue
            raw = row[:RAW_OF_OVERSIZED] if len(row) > limit else row
            place = f"{count},{line_before + line},{offset_before + start}"
            start_of_record = f'{place},{refused[0]},"","{refused[1]}","'.encode()
            rejects.append(start_of_record + raw.replace(b'"', b'""') + b'"\r\n')
        # where a file ends without a line end, its last line is one all the same
        line_before += data.count(b"\n") + (not data.endswith(b"\n") and data not in (b"", b"\xef\xbb\xbf"))
        offset_before += len(data)
    return b"".join(results), b"".join(rejects)


def main(case):
    options = case / "options"
    words = options.read_text().split() if options.exists() else []
    delimiter = words[words.index("--delimiter") + 1] if "--delimiter" in words else ","
    columns = words[words.index("--columns") + 1].count(",") + 1 if "--columns" in words else None
    limit = int(words[words.index("--max-row-bytes") + 1]) if "--max-row-bytes" in words else 1 << 20
    inputs = sorted(case.glob("input*"))
    if inputs[0].is_dir():
        inputs = sorted(inputs[0].iterdir())
    files = [file.read_bytes() for file in inputs]
    files = [gzip.decompress(file) if file.startswith(b"\x1f\x8b") else file for file in files]
    results, rejects = expected(files, b"\t" if delimiter == "tab" else delimiter.encode(), columns, limit)
    (case / "results.log").write_bytes(results)
    (case / "rejects.csv").write_bytes(rejects)


for name in sys.argv[1:]:
    main(HERE / name)

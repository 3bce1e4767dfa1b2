# SPDX-License-Identifier: EPL-2.0
"""Prints what `stillroom cost` measured as a table: cost.py CSV [--short]. A row is an encoder in a number format; in the
short table it is an encoder, for the README of the whole. Only rows of 512 tokens on the CPU are taken."""
import csv
import sys

LABELS = {"small": "Small", "base": "Base", "base-projected": "Base, projected", "large": "Large", "xl": "XL",
          "xxl": "XXL"}
FORMATS = ("fp32", "bf16", "int8")
MISSING = "–"


def count(number):
    return f"{number / 1e9:.2f} B" if number >= 1e9 else f"{number / 1e6:.0f} M"


def size(number):
    return f"{number / 1e9:.2f} GB" if number >= 1e9 else f"{number / 1e6:.0f} MB"


def seconds(number):
    return f"{number:.1f} s" if number >= 9.95 else f"{number:.2f} s"


def cell(rows, key, column, shown):
    row = rows.get(key)
    return MISSING if row is None or row["failed"] else shown(float(row[column]))


def whole(rows):
    print("| T5 | numbers | parameters | file | weights | kept: loaded in | a prompt | peak | unloaded: a prompt | peak "
          "| streamed: a prompt | peak |")
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for name, label in LABELS.items():
        for form in FORMATS:
            known = [row for key, row in rows.items() if key[:2] == (name, form) and not row["failed"]]
            if not known:
                continue
            kept, unloaded, streamed = ((name, form, how) for how in ("kept", "unloaded", "streamed"))
            print("|", " | ".join([
                label, form, count(float(known[0]["parameters"])), size(float(known[0]["file_bytes"])),
                cell(rows, kept, "weight_bytes", size), cell(rows, kept, "load_seconds", seconds),
                cell(rows, kept, "encode_seconds", seconds), cell(rows, kept, "peak_bytes", size),
                cell(rows, unloaded, "encode_seconds", seconds), cell(rows, unloaded, "peak_bytes", size),
                cell(rows, streamed, "encode_seconds", seconds), cell(rows, streamed, "peak_bytes", size)]), "|")


def short(rows):
    print("| T5 | parameters | file, bf16 | kept, fp32 | | kept, bf16 | | kept, int8 | | unloaded, bf16 "
          "| streamed, bf16 | |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for name, label in LABELS.items():
        half = (name, "bf16", "kept")
        if half not in rows:
            continue
        cells = [label, cell(rows, half, "parameters", count), cell(rows, half, "file_bytes", size)]
        for form in FORMATS:
            cells += [cell(rows, (name, form, "kept"), "peak_bytes", size),
                      cell(rows, (name, form, "kept"), "encode_seconds", seconds)]
        streamed = (name, "bf16", "streamed")
        cells += [cell(rows, (name, "bf16", "unloaded"), "encode_seconds", seconds),
                  cell(rows, streamed, "peak_bytes", size), cell(rows, streamed, "encode_seconds", seconds)]
        print("|", " | ".join(cells), "|")


def main():
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        rows = {(row["size"], row["format"], row["policy"]): row for row in csv.DictReader(file)
                if row["tokens"] == "512" and row["device"] == "cpu"}
    (short if "--short" in sys.argv else whole)(rows)


main()

"""The ledger of conventions as the terminal shows it."""

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from explorer.number_format import exact_count
from models.conventions import LedgerRow


def ledger_table(rows: tuple[LedgerRow, ...]) -> Group:
    """How much each convention counts, against this program's MACs, and below it the reasons."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column("Convention", no_wrap=True)
    table.add_column("Unit", no_wrap=True)
    table.add_column("Count", justify="right", no_wrap=True)
    table.add_column("Difference", justify="right", no_wrap=True)
    for row in rows:
        difference = f"{row.difference:+,}" if row.difference else ""
        table.add_row(row.convention, row.unit, exact_count(row.count), difference)
    reasons = (Text(f"{row.convention}: {row.reason}", style="dim") for row in rows)
    return Group(Text("\nThe same network as others count it", style="bold"), table, *reasons)

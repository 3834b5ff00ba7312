"""Articles with the same text, such as agency copy in several outlets: the first stands for the others."""

from collections.abc import Sequence
from datetime import datetime

from newsreader.model.sketch import SAME
from newsreader.store.database import Database

#: For how many days an article is compared with what comes in.
_DAYS = 4


class Twins:
    """Which articles stand under which; what their reader has read in one is read in all."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def compare(self, article: int, numbers: Sequence[int], now: datetime) -> None:
        """Find the articles of the last days with the same text, and put all under the one that came first."""
        recent = int(now.timestamp()) - _DAYS * 86_400
        self._db.write("DELETE FROM sketch WHERE article = ?", (article,))
        if not numbers or self._db.row("SELECT 1 FROM article WHERE id = ? AND seen > ?", (article, recent)) is None:
            return
        marks = ",".join("?" * len(numbers))
        rows = self._db.rows(
            f"SELECT article, twin FROM sketch JOIN article ON id = article WHERE number IN ({marks}) "
            "GROUP BY article HAVING COUNT(*) >= ?",
            [*numbers, SAME],
        )
        self._db.write_many("INSERT INTO sketch VALUES (?, ?)", ((number, article) for number in numbers))
        same = {article, *(row["article"] for row in rows), *(row["twin"] for row in rows if row["twin"])}
        first = min(same)
        for other in same - {first}:
            self._db.write(
                "UPDATE article SET twin = ?1, read = COALESCE(read, (SELECT read FROM article WHERE id = ?1)) "
                "WHERE id = ?2 OR twin = ?2",
                (first, other),
            )
        if len(same) > 1:
            self._db.write("UPDATE article SET twin = NULL WHERE id = ?", (first,))

    def of(self, article: int) -> list[int]:
        """The articles with the same text as this one, first come first."""
        rows = self._db.rows(
            "SELECT id FROM article, (SELECT COALESCE(twin, id) AS first FROM article WHERE id = ?1) "
            "WHERE (id = first OR twin = first) AND id <> ?1 ORDER BY id",
            (article,),
        )
        return [row["id"] for row in rows]

    def prune(self, now: datetime) -> None:
        """Forget the numbers of articles that are not compared any more."""
        recent = int(now.timestamp()) - _DAYS * 86_400
        self._db.write("DELETE FROM sketch WHERE article IN (SELECT id FROM article WHERE seen <= ?)", (recent,))

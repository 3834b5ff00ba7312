"""The reader's corrections of attributions, and the quotations they change."""

import sqlite3
from datetime import datetime

from newsreader.model.correction import Correction, correction_of, corrections_on, put_right
from newsreader.model.quotation import Quotation, SpeakerType
from newsreader.store.articles import Articles
from newsreader.store.codec import INSERT_QUOTATION, quotation_as_found, quotation_of, quotation_row
from newsreader.store.database import Database
from newsreader.store.quotation_index import QuotationIndex
from newsreader.store.rules import Rules
from newsreader.store.undo import UndoStep


class Corrections:
    """Reads and writes corrections, a row each. Triggers note in `correction_pending` the articles whose corrections
    have changed, whether by the reader, an undo or a sync."""

    def __init__(self, database: Database, articles: Articles, index: QuotationIndex, rules: Rules) -> None:
        self._db, self._articles, self._index, self._rules = database, articles, index, rules

    def of(self, article: int) -> list[Correction]:
        """The corrections in an article."""
        return [
            Correction(
                quote=row["quote"],
                before=row["before"],
                speaker=row["speaker"],
                speaker_type=SpeakerType(row["speaker_type"]) if row["speaker_type"] in list(SpeakerType) else None,
                at=row["at"],
            )
            for row in self._db.rows("SELECT * FROM correction WHERE article = ?", (article,))
        ]

    def articles(self) -> list[int]:
        """The articles in which something was corrected, the newest first."""
        sql = "SELECT DISTINCT id FROM article JOIN correction ON article = id ORDER BY sort_time DESC, id DESC"
        return [row["id"] for row in self._db.rows(sql)]

    def correct(
        self, step: UndoStep, article: int, quotation: Quotation, speaker: str, kind: SpeakerType | None, now: datetime
    ) -> bool:
        """Let this speaker say it from now on ("" for nobody that can be told); False where the article has it no
        more."""
        content = self._articles.load(article)
        quotations = [q for q in map(quotation_as_found, self._rows(article)) if q]
        if content is None:
            return False
        same = (n for n, q in enumerate(quotations) if (q.block, q.start, q.stop) == _place(quotation))
        number = next(same, None)
        for old in corrections_on(content, quotations, self.of(article), number) if number is not None else ():
            step.delete("correction", {"article": article, "anchor": old.anchor})
        new = correction_of(content, quotation, speaker, kind, int(now.timestamp()))
        step.upsert(
            "correction",
            {"article": article, "anchor": new.anchor},
            {
                **{"quote": new.quote, "before": new.before, "at": new.at},
                **{"speaker": new.speaker, "speaker_type": str(new.speaker_type or "")},
            },
        )
        self.apply_pending()
        return True

    def apply_pending(self) -> None:
        """Put the quotations right where corrections have come or gone."""
        with self._db.transaction():
            for row in self._db.rows("SELECT article FROM correction_pending"):
                self.apply(row["article"])

    def apply(self, article: int) -> bool:
        """Put the quotations of an article right, after whatever has changed them or its corrections; whether any are
        others now."""
        rows, corrections = self._rows(article), self.of(article)
        self._db.write("DELETE FROM correction_pending WHERE article = ?", (article,))
        if not corrections and not any(row["found"] for row in rows):
            return False
        quotations = [q for q in map(quotation_as_found, rows) if q]
        content = self._articles.load(article)
        pairs = put_right(content, quotations, corrections) if content else [(q, q) for q in quotations]
        if [q for q, _found in pairs] == [quotation_of(row) for row in rows]:
            return False
        self._db.write("DELETE FROM quotation WHERE article = ?", (article,))
        new = (quotation_row(article, number, q, as_found) for number, (q, as_found) in enumerate(pairs))
        self._db.write_many(INSERT_QUOTATION, new)
        self._index.index([article])
        self._rules.enqueue([article])
        return True

    def _rows(self, article: int) -> list[sqlite3.Row]:
        return self._db.rows("SELECT * FROM quotation WHERE article = ? ORDER BY number", (article,))


def _place(quotation: Quotation) -> tuple[int, int, int]:
    return quotation.block, quotation.start, quotation.stop

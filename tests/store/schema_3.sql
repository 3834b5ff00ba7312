-- The library, version 3 (`migrations.py` leads there from older ones). Times are whole seconds since 1970 in UTC; null where unknown.

CREATE TABLE feed (
    id            INTEGER PRIMARY KEY,
    url           TEXT NOT NULL UNIQUE,
    title         TEXT NOT NULL DEFAULT '',
    renamed       INTEGER NOT NULL DEFAULT 0,   -- the title is the user's, a refresh keeps it
    folder        TEXT NOT NULL DEFAULT '',
    site          TEXT NOT NULL DEFAULT '',
    language      TEXT NOT NULL DEFAULT '',
    position      INTEGER NOT NULL DEFAULT 0,
    etag          TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    tried         INTEGER,
    answered      INTEGER,
    error         TEXT NOT NULL DEFAULT '',
    changed       INTEGER,                      -- when its bytes were last other ones
    status        INTEGER NOT NULL DEFAULT 0,   -- the last HTTP status, 0 where there was no answer
    not_before    INTEGER,                      -- it is not to be asked again before this
    why           TEXT NOT NULL DEFAULT '',     -- and for what reason: model.feed.Wait
    failures      INTEGER NOT NULL DEFAULT 0,   -- in a row
    digest        TEXT NOT NULL DEFAULT '',     -- of the bytes that were read last
    moving        TEXT NOT NULL DEFAULT '',     -- a new address that has been named once
    pace          TEXT NOT NULL DEFAULT '',     -- JSON: seconds, hours and days to skip, as the feed says
    fresh         INTEGER,                      -- seconds that an answer stays fresh, as the server said last
    remark        TEXT NOT NULL DEFAULT ''      -- what its reader should know of it
);

-- What a server asks of programs: to wait, and which pages to leave alone.
CREATE TABLE host (
    name        TEXT PRIMARY KEY,
    until       INTEGER NOT NULL DEFAULT 0,
    robots      TEXT NOT NULL DEFAULT '',
    robots_read INTEGER
) WITHOUT ROWID;

-- One article, whatever number of feeds name it. `key` is parse's article_id.
CREATE TABLE article (
    id        INTEGER PRIMARY KEY,
    key       TEXT NOT NULL UNIQUE,
    url       TEXT NOT NULL,
    title     TEXT NOT NULL,
    kicker    TEXT NOT NULL DEFAULT '',
    outlet    TEXT NOT NULL DEFAULT '',
    sorted    INTEGER NOT NULL,                 -- published, but never after it was first seen
    seen      INTEGER NOT NULL,
    signature TEXT NOT NULL DEFAULT '',         -- what the feed last said; another means an update
    complete  INTEGER NOT NULL DEFAULT 0,       -- the text itself is here, not a summary
    error     TEXT NOT NULL DEFAULT '',         -- why it is not
    fetched   INTEGER,
    engine    INTEGER NOT NULL DEFAULT 0,       -- the version of the quote engine that read it
    read      INTEGER,
    saved     INTEGER,
    raw       INTEGER NOT NULL DEFAULT 0,       -- the text is still the feed's own markup, to be read when wanted
    comments  INTEGER,                          -- how many there are
    fresh     INTEGER NOT NULL DEFAULT 0,       -- how many of them came since the reader last saw them
    doc       INTEGER                           -- its number in the index of words; another when its words change
);
CREATE UNIQUE INDEX article_doc ON article (doc);
CREATE INDEX article_sorted ON article (sorted DESC, id DESC);
CREATE INDEX article_unread ON article (sorted DESC, id DESC) WHERE read IS NULL;
CREATE INDEX article_engine ON article (engine) WHERE fetched IS NOT NULL;
CREATE INDEX article_saved ON article (sorted DESC, id DESC) WHERE saved IS NOT NULL;

-- The words of the articles, whatever their accents, under article.doc. It gathers words in memory, and
-- is put in order when nobody waits (Search.tidy).
CREATE VIRTUAL TABLE search USING fts5 (title, text, byline, content='', tokenize='unicode61 remove_diacritics 2');
INSERT INTO search (search, rank) VALUES ('automerge', 0), ('crisismerge', 64), ('hashsize', 16000000);

-- The article itself: zlib over the JSON of model.plain. Apart from the lists, which stay small.
CREATE TABLE body (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    content BLOB NOT NULL,
    markup  TEXT                                -- of a raw article: its text as the feed gave it
);

-- Articles as they were before their outlet changed them: like body.content.
CREATE TABLE version (
    id      INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    until   INTEGER NOT NULL,                   -- when the change was noticed
    content BLOB NOT NULL
);
CREATE INDEX version_article ON version (article);

-- Pictures of articles, where the reader wants them kept.
CREATE TABLE picture (
    url     TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    kind    TEXT NOT NULL,                      -- its media type
    content BLOB NOT NULL
);
CREATE INDEX picture_article ON picture (article);

CREATE TABLE thread (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    content BLOB NOT NULL,
    fetched INTEGER NOT NULL,
    visited INTEGER                             -- when the reader last saw it
);

CREATE TABLE membership (
    feed    INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (feed, article)
) WITHOUT ROWID;
CREATE INDEX membership_article ON membership (article);

CREATE TABLE quotation (
    article      INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number       INTEGER NOT NULL,
    block        INTEGER NOT NULL,              -- -2 title, -1 standfirst
    start        INTEGER NOT NULL,
    stop         INTEGER NOT NULL,
    text         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    speaker      TEXT NOT NULL,
    speaker_type TEXT NOT NULL,
    cue          TEXT NOT NULL,                 -- JSON [text, block, start, stop], or ''
    incises      TEXT NOT NULL,                 -- JSON
    confidence   REAL NOT NULL,
    role         TEXT NOT NULL,                 -- what the article says the speaker is
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE INDEX quotation_speaker ON quotation (speaker) WHERE speaker <> '';

-- Who is whom, as the reader has corrected it: this name means that person; itself, if nobody else.
CREATE TABLE alias (
    name   TEXT PRIMARY KEY,
    person TEXT NOT NULL
) WITHOUT ROWID;

-- What the reader did, newest last: enough to take it back.
CREATE TABLE deed (
    id      INTEGER PRIMARY KEY,
    done    INTEGER NOT NULL,
    label   TEXT NOT NULL,
    changes TEXT NOT NULL                       -- JSON: column, new value, {old value: [articles]}
);

-- The reader's own words. They outlive their articles: what is needed to cite them is here too.
CREATE TABLE note (
    id      INTEGER PRIMARY KEY,
    article INTEGER REFERENCES article (id) ON DELETE SET NULL,
    words   TEXT NOT NULL,                      -- '' for a mark without words
    passage TEXT NOT NULL,                      -- what it is about, '' for the whole article
    block   INTEGER NOT NULL,                   -- and where that stood: -2 title, -1 standfirst
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL,
    speaker TEXT NOT NULL,
    url     TEXT NOT NULL,
    title   TEXT NOT NULL,
    outlet  TEXT NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL
);
CREATE INDEX note_article ON note (article);

-- What was asked of the network while there was none: the fetcher's requests, as JSON.
CREATE TABLE wish (
    id      INTEGER PRIMARY KEY,
    request TEXT NOT NULL UNIQUE,
    asked   INTEGER NOT NULL
);

-- Tags that the reader gives, in lower case.
CREATE TABLE tagging (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    tag     TEXT NOT NULL,
    PRIMARY KEY (article, tag)
) WITHOUT ROWID;
CREATE INDEX tagging_tag ON tagging (tag);

-- Searches that are kept as lists of their own.
CREATE TABLE saved_search (
    name  TEXT PRIMARY KEY,
    query TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

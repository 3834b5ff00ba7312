-- The library, version 7 (`migrations.py` leads there from older ones). Times are whole seconds since 1970 in UTC; null where unknown.

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
    remark        TEXT NOT NULL DEFAULT '',     -- what its reader should know of it
    total         INTEGER NOT NULL DEFAULT 0,   -- its articles, and the unread ones: kept by the triggers below
    unread        INTEGER NOT NULL DEFAULT 0
);

-- What a server asks of programs: to wait, and which pages to leave alone.
CREATE TABLE host (
    name        TEXT PRIMARY KEY,
    until       INTEGER NOT NULL DEFAULT 0,
    pace        INTEGER NOT NULL DEFAULT 0,     -- seconds between two requests, as a 429 said last
    robots      TEXT NOT NULL DEFAULT '',
    robots_read INTEGER
) WITHOUT ROWID;

-- One article, whatever number of feeds name it. `key` is its address as it is compared (parse's article_id), with
-- more where several articles have one address, or one has none.
CREATE TABLE article (
    id        INTEGER PRIMARY KEY,
    key       TEXT NOT NULL UNIQUE,
    url       TEXT NOT NULL,
    title     TEXT NOT NULL,
    kicker    TEXT NOT NULL DEFAULT '',
    outlet    TEXT NOT NULL DEFAULT '',
    sorted    INTEGER NOT NULL,                 -- published, but never after it was first seen
    seen      INTEGER NOT NULL,
    complete  INTEGER NOT NULL DEFAULT 0,       -- the text itself is here, not a summary
    error     TEXT NOT NULL DEFAULT '',         -- why it is not
    fetched   INTEGER,
    engine    INTEGER NOT NULL DEFAULT 0,       -- the version of the quote engine that read it
    read      INTEGER,
    saved     INTEGER,
    raw       INTEGER NOT NULL DEFAULT 0,       -- the text is still the feed's own markup, to be read when wanted
    comments  INTEGER,                          -- how many there are
    fresh     INTEGER NOT NULL DEFAULT 0,       -- how many of them came since the reader last saw them
    doc       INTEGER,                          -- its number in the index of words; another when its words change
    visited   INTEGER,                          -- when the reader was last in it, where that is told: live pages
    heard     INTEGER,                          -- how far its sound was heard, in seconds
    hidden    INTEGER,                          -- when a rule took it out of the lists
    twin      INTEGER REFERENCES article (id) ON DELETE SET NULL, -- the newest with the same text, where that is another
    owner     INTEGER REFERENCES feed (id) ON DELETE SET NULL     -- the feed whose words it shows, where several feeds name it
);
CREATE UNIQUE INDEX article_doc ON article (doc);
CREATE INDEX article_newest ON article (sorted DESC, id DESC, hidden, twin);
CREATE INDEX article_waiting ON article (sorted DESC, id DESC, hidden, twin) WHERE read IS NULL;
CREATE INDEX article_engine ON article (engine) WHERE fetched IS NOT NULL;
CREATE INDEX article_saved ON article (sorted DESC, id DESC) WHERE saved IS NOT NULL;
CREATE INDEX article_outlet ON article (outlet, sorted DESC, id DESC);
CREATE INDEX article_discussed ON article (COALESCE(comments, 0) DESC, sorted DESC, id DESC);
CREATE INDEX article_seen ON article (seen);
CREATE INDEX article_twin ON article (twin) WHERE twin IS NOT NULL;

-- How many articles wait in the list of all: counting them took longer the more there were.
CREATE TABLE tally (unread INTEGER NOT NULL);
INSERT INTO tally SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM tally);
CREATE TRIGGER waiting_added AFTER INSERT ON article WHEN new.read IS NULL AND new.hidden IS NULL AND new.twin IS NULL BEGIN
    UPDATE tally SET unread = unread + 1;
END;
CREATE TRIGGER waiting_changed AFTER UPDATE OF read, hidden, twin ON article
WHEN (new.read IS NULL AND new.hidden IS NULL AND new.twin IS NULL) <> (old.read IS NULL AND old.hidden IS NULL AND old.twin IS NULL)
BEGIN
    UPDATE tally SET unread = unread + (new.read IS NULL AND new.hidden IS NULL AND new.twin IS NULL) * 2 - 1;
END;
CREATE TRIGGER waiting_removed AFTER DELETE ON article WHEN old.read IS NULL AND old.hidden IS NULL AND old.twin IS NULL BEGIN
    UPDATE tally SET unread = unread - 1;
END;

-- The words of the articles, whatever their accents, under article.doc: the minute at which an article is
-- sorted, times 16, or the first number after that which is free. So the index yields the newest first. It
-- gathers words in memory, and is put in order when nobody waits (Search.tidy).
CREATE VIRTUAL TABLE search USING fts5 (title, text, byline, content='', tokenize='unicode61 remove_diacritics 2');
INSERT INTO search (search, rank) VALUES ('automerge', 0), ('crisismerge', 64), ('hashsize', 16000000);

-- The article itself: zlib over the JSON of model.plain. Apart from the lists, which stay small.
CREATE TABLE body (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    content BLOB NOT NULL,
    markup  TEXT                                -- of a raw article: its text as the feed gave it
);

-- Articles as they were before their outlet changed them. The first is like body.content, the others are
-- what differs from it (rows.pack_beside).
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

-- Which feeds name which articles; with what their lists are sorted and counted by, as in article.
CREATE TABLE membership (
    feed    INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    sorted  INTEGER NOT NULL,
    unread  INTEGER NOT NULL,                   -- and not hidden
    signature TEXT NOT NULL DEFAULT '',         -- what the feed last said of it; another means an update
    PRIMARY KEY (feed, article)
) WITHOUT ROWID;
CREATE INDEX membership_article ON membership (article);
CREATE INDEX membership_newest ON membership (feed, sorted DESC, article DESC);
CREATE INDEX membership_unread ON membership (feed, sorted DESC, article DESC) WHERE unread;

-- What a feed calls its items: numbers made of a guid, of a link, of a title with a date (library/identity.py).
CREATE TABLE item (
    feed    INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    name    INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (feed, name)
) WITHOUT ROWID;
CREATE INDEX item_article ON item (article);

CREATE TRIGGER article_changed AFTER UPDATE OF read, hidden, sorted ON article
WHEN (new.read IS NULL) <> (old.read IS NULL) OR (new.hidden IS NULL) <> (old.hidden IS NULL) OR new.sorted <> old.sorted
BEGIN
    UPDATE membership SET sorted = new.sorted, unread = new.read IS NULL AND new.hidden IS NULL WHERE article = new.id;
END;
CREATE TRIGGER membership_added AFTER INSERT ON membership BEGIN
    UPDATE feed SET total = total + 1, unread = unread + new.unread WHERE id = new.feed;
END;
-- What went with its feed (`Feeds.unsubscribe`) comes back with it, or with another that names it.
CREATE TRIGGER membership_back AFTER INSERT ON membership
WHEN (SELECT hidden FROM article WHERE id = new.article) IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM ruling WHERE article = new.article)
    AND NOT EXISTS (SELECT 1 FROM membership WHERE article = new.article AND feed <> new.feed)
BEGIN
    UPDATE article SET hidden = NULL WHERE id = new.article;
END;
CREATE TRIGGER membership_changed AFTER UPDATE OF unread ON membership WHEN new.unread <> old.unread BEGIN
    UPDATE feed SET unread = unread + new.unread - old.unread WHERE id = new.feed;
END;
CREATE TRIGGER membership_removed AFTER DELETE ON membership BEGIN
    UPDATE feed SET total = total - 1, unread = unread - old.unread WHERE id = old.feed;
END;

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
    found        TEXT NOT NULL DEFAULT '',      -- where the reader has corrected it: JSON of what was found, or null
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE INDEX quotation_speaker ON quotation (speaker) WHERE speaker <> '';

-- Who says a quotation, as the reader has corrected it: tied to its words, so that it outlives other texts and engines.
CREATE TABLE correction (
    article      INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    anchor       TEXT NOT NULL,                 -- a digest of the next two: the same on every machine
    words        TEXT NOT NULL,
    before       TEXT NOT NULL,                 -- what stood before them
    speaker      TEXT NOT NULL,                 -- '' for nobody that can be told
    speaker_type TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (article, anchor)
) WITHOUT ROWID;

-- Articles whose quotations have not been put right since their corrections changed.
CREATE TABLE uncorrected (article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE);
CREATE TRIGGER correction_made AFTER INSERT ON correction BEGIN
    INSERT INTO uncorrected SELECT new.article WHERE new.article NOT IN (SELECT article FROM uncorrected);
END;
CREATE TRIGGER correction_changed AFTER UPDATE ON correction BEGIN
    INSERT INTO uncorrected SELECT new.article WHERE new.article NOT IN (SELECT article FROM uncorrected);
END;
-- An article that goes takes its corrections along.
CREATE TRIGGER correction_dropped AFTER DELETE ON correction BEGIN
    INSERT INTO uncorrected
        SELECT id FROM article WHERE id = old.article AND id NOT IN (SELECT article FROM uncorrected);
END;

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
    changes TEXT NOT NULL                       -- JSON, see deeds.py
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

-- What the reader wants done to articles that a search finds, in this order.
CREATE TABLE rule (
    name     TEXT PRIMARY KEY,
    query    TEXT NOT NULL,
    acts     TEXT NOT NULL,                     -- JSON: hide, read, save, alert, tag:…
    position INTEGER NOT NULL
) WITHOUT ROWID;

-- Which rule found which article: it does so once, and what the reader undoes stays undone.
CREATE TABLE ruling (
    rule    TEXT NOT NULL REFERENCES rule (name) ON DELETE CASCADE ON UPDATE CASCADE,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    at      INTEGER NOT NULL,
    PRIMARY KEY (rule, article)
) WITHOUT ROWID;
CREATE INDEX ruling_article ON ruling (article);

-- Articles that the rules have not been asked about since they came, or since their quotations were read.
CREATE TABLE unruled (article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE);

-- Where the reader stopped in an article.
CREATE TABLE place (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    block   INTEGER NOT NULL,
    start   INTEGER NOT NULL
);

-- A few numbers that articles with the same words share, of the last days: see model.sketch.
CREATE TABLE sketch (
    number  INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (number, article)
) WITHOUT ROWID;
CREATE INDEX sketch_article ON sketch (article);

-- Articles that were let go after their time, by a number made of their key: their feeds do not bring them back.
CREATE TABLE forgotten (key INTEGER PRIMARY KEY);

-- Servers that the library agrees with. Their passwords are elsewhere.
CREATE TABLE account (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE,
    kind   TEXT NOT NULL,                       -- greader or fever
    url    TEXT NOT NULL,
    user   TEXT NOT NULL,
    synced INTEGER,                             -- when the two agreed last
    error  TEXT NOT NULL DEFAULT ''             -- why they could not agree since
);

-- What a server said of a feed when the two agreed last. A feed that is null was given up here since.
CREATE TABLE remote_feed (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    remote  TEXT NOT NULL,                      -- the server's name for it
    feed    INTEGER REFERENCES feed (id) ON DELETE SET NULL,
    title   TEXT NOT NULL,
    folder  TEXT NOT NULL,
    PRIMARY KEY (account, remote)
) WITHOUT ROWID;
CREATE INDEX remote_feed_feed ON remote_feed (feed);

-- And of an article: what differs from it here is to be sent, what differs from it there is news.
CREATE TABLE remote_item (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    remote  TEXT NOT NULL,                      -- the server's number
    article INTEGER REFERENCES article (id) ON DELETE SET NULL,
    read    INTEGER NOT NULL DEFAULT 0,
    saved   INTEGER NOT NULL DEFAULT 0,
    tags    TEXT NOT NULL DEFAULT '',           -- in order, a line each
    PRIMARY KEY (account, remote)
) WITHOUT ROWID;
CREATE INDEX remote_item_article ON remote_item (article);

-- What was sent to a server that has not answered yet, or never did.
CREATE TABLE sending (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    batch   INTEGER NOT NULL,
    remote  TEXT NOT NULL,
    mark    TEXT NOT NULL,                      -- read, saved, or tag:…
    given   INTEGER NOT NULL,
    PRIMARY KEY (account, batch, remote)
) WITHOUT ROWID;

-- The name of this library among those that agree by a folder, and its clock: milliseconds since 1970, and
-- later than everything that it has heard of. No row where there is no folder.
CREATE TABLE device (
    name  TEXT NOT NULL,
    clock INTEGER NOT NULL
);

-- What was changed here and has not become a fact yet.
CREATE TABLE change (
    what    TEXT NOT NULL,                      -- read, saved, tag, note, speaker, feed, moved
    subject TEXT NOT NULL,
    at      INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (what, subject)
) WITHOUT ROWID;
-- In two steps, because what a statement says of conflicts holds in the triggers that it sets off too.
CREATE TRIGGER change_coming BEFORE INSERT ON change WHEN new.at = 0 BEGIN
    DELETE FROM change WHERE what = new.what AND subject = new.subject;
    UPDATE device SET clock = MAX(clock + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER));
END;
CREATE TRIGGER change_timed AFTER INSERT ON change WHEN new.at = 0 BEGIN
    UPDATE change SET at = (SELECT clock FROM device) WHERE what = new.what AND subject = new.subject;
END;

-- The last word on each thing, whoever had it: the later one, and of two at one time that of the greater name.
CREATE TABLE fact (
    what    TEXT NOT NULL,
    subject TEXT NOT NULL,
    at      INTEGER NOT NULL,
    device  TEXT NOT NULL,
    value   TEXT NOT NULL,                      -- JSON
    said    INTEGER NOT NULL DEFAULT 0,         -- it stands in a log of the folder
    waits   INTEGER NOT NULL DEFAULT 0,         -- its article is not here
    PRIMARY KEY (what, subject)
) WITHOUT ROWID;
CREATE INDEX fact_unsaid ON fact (at) WHERE NOT said;
CREATE INDEX fact_waiting ON fact (subject) WHERE waits;

-- How far each log of the folder has been read: its bytes, and the last of them.
CREATE TABLE log (
    name TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    tail TEXT NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER read_noted AFTER UPDATE OF read ON article
WHEN (new.read IS NULL) <> (old.read IS NULL) AND EXISTS (SELECT 1 FROM device) BEGIN
    INSERT INTO change (what, subject) VALUES ('read', new.key);
END;
CREATE TRIGGER saved_noted AFTER UPDATE OF saved ON article
WHEN (new.saved IS NULL) <> (old.saved IS NULL) AND EXISTS (SELECT 1 FROM device) BEGIN
    INSERT INTO change (what, subject) VALUES ('saved', new.key);
END;
CREATE TRIGGER tag_noted AFTER INSERT ON tagging WHEN EXISTS (SELECT 1 FROM device) BEGIN
    INSERT INTO change (what, subject)
        SELECT 'tag', key || char(10) || new.tag FROM article WHERE id = new.article;
END;
-- An article that goes takes its tags along: that says nothing of them.
CREATE TRIGGER untag_noted AFTER DELETE ON tagging WHEN EXISTS (SELECT 1 FROM device) BEGIN
    INSERT INTO change (what, subject)
        SELECT 'tag', key || char(10) || old.tag FROM article WHERE id = old.article;
END;
CREATE TRIGGER correction_noted AFTER INSERT ON correction WHEN EXISTS (SELECT 1 FROM device) BEGIN
    INSERT INTO change (what, subject)
        SELECT 'speaker', key || char(10) || new.anchor FROM article WHERE id = new.article;
END;
CREATE TRIGGER correction_renoted AFTER UPDATE ON correction WHEN EXISTS (SELECT 1 FROM device) BEGIN
    INSERT INTO change (what, subject)
        SELECT 'speaker', key || char(10) || new.anchor FROM article WHERE id = new.article;
END;
CREATE TRIGGER correction_unnoted AFTER DELETE ON correction WHEN EXISTS (SELECT 1 FROM device) BEGIN
    INSERT INTO change (what, subject)
        SELECT 'speaker', key || char(10) || old.anchor FROM article WHERE id = old.article;
END;
CREATE TRIGGER note_written AFTER INSERT ON note WHEN EXISTS (SELECT 1 FROM device) BEGIN
    INSERT INTO change (what, subject) VALUES ('note', new.url || char(10) || new.created || char(10)
        || new.block || char(10) || new.start || char(10) || new.stop);
END;
CREATE TRIGGER note_rewritten AFTER UPDATE OF words ON note
WHEN new.words <> old.words AND EXISTS (SELECT 1 FROM device) BEGIN
    INSERT INTO change (what, subject) VALUES ('note', new.url || char(10) || new.created || char(10)
        || new.block || char(10) || new.start || char(10) || new.stop);
END;
CREATE TRIGGER note_removed AFTER DELETE ON note WHEN EXISTS (SELECT 1 FROM device) BEGIN
    INSERT INTO change (what, subject) VALUES ('note', old.url || char(10) || old.created || char(10)
        || old.block || char(10) || old.start || char(10) || old.stop);
END;
CREATE TRIGGER feed_noted AFTER INSERT ON feed WHEN EXISTS (SELECT 1 FROM device) BEGIN
    INSERT INTO change (what, subject) VALUES ('feed', new.url);
END;
CREATE TRIGGER feed_renoted AFTER UPDATE OF title, renamed, folder ON feed
WHEN (new.folder <> old.folder OR new.renamed <> old.renamed OR (new.renamed AND new.title <> old.title))
    AND EXISTS (SELECT 1 FROM device)
BEGIN
    INSERT INTO change (what, subject) VALUES ('feed', new.url);
END;
CREATE TRIGGER feed_moved AFTER UPDATE OF url ON feed WHEN new.url <> old.url AND EXISTS (SELECT 1 FROM device) BEGIN
    INSERT INTO change (what, subject) VALUES ('moved', old.url || char(10) || new.url);
    INSERT INTO change (what, subject) VALUES ('feed', new.url);
END;
CREATE TRIGGER feed_given_up AFTER DELETE ON feed WHEN EXISTS (SELECT 1 FROM device) BEGIN
    INSERT INTO change (what, subject) VALUES ('feed', old.url);
END;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

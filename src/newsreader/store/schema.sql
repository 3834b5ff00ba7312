-- The library, version 9 (`migrations.py` leads there from older ones). Times are whole seconds since 1970 in UTC;
-- null where unknown.

CREATE TABLE feed (
    id                 INTEGER PRIMARY KEY,
    url                TEXT NOT NULL UNIQUE,
    title              TEXT NOT NULL DEFAULT '',
    title_is_custom    INTEGER NOT NULL DEFAULT 0, -- the title is the user's, a refresh keeps it
    folder             TEXT NOT NULL DEFAULT '',
    site               TEXT NOT NULL DEFAULT '',
    language           TEXT NOT NULL DEFAULT '',
    position           INTEGER NOT NULL DEFAULT 0,
    etag               TEXT NOT NULL DEFAULT '',
    last_modified      TEXT NOT NULL DEFAULT '',
    last_attempt       INTEGER,
    last_success       INTEGER,
    error              TEXT NOT NULL DEFAULT '',
    last_change        INTEGER,                    -- when its bytes were last other ones
    status             INTEGER NOT NULL DEFAULT 0, -- the last HTTP status, 0 where there was no answer
    not_before         INTEGER,                    -- it is not to be asked again before this
    wait_reason        TEXT NOT NULL DEFAULT '',   -- and for what reason: model.feed.WaitReason
    failures           INTEGER NOT NULL DEFAULT 0, -- in a row
    digest             TEXT NOT NULL DEFAULT '',   -- of the bytes that were read last
    redirect_candidate TEXT NOT NULL DEFAULT '',   -- a new address that has been named once
    poll_hints         TEXT NOT NULL DEFAULT '',   -- JSON: seconds, hours and days to skip, as the feed says
    fresh_seconds      INTEGER,                    -- seconds that an answer stays fresh, as the server said last
    warning            TEXT NOT NULL DEFAULT '',   -- what its reader should know of it
    muted              INTEGER NOT NULL DEFAULT 0, -- the user keeps it out of the lists that span several feeds
    total              INTEGER NOT NULL DEFAULT 0, -- its articles, and the unread ones: kept by the triggers below
    unread             INTEGER NOT NULL DEFAULT 0
);

-- What a server asks of programs: to wait, and which pages to leave alone.
CREATE TABLE host (
    name             TEXT PRIMARY KEY,
    paused_until     INTEGER NOT NULL DEFAULT 0,
    request_interval INTEGER NOT NULL DEFAULT 0, -- seconds between two requests, as a 429 said last
    robots           TEXT NOT NULL DEFAULT '',
    robots_read      INTEGER
) WITHOUT ROWID;

-- One article, whatever number of feeds name it. `key` is its address as it is compared (parse.urls.article_key), with
-- more where several articles have one address, or one has none.
CREATE TABLE article (
    id               INTEGER PRIMARY KEY,
    key              TEXT NOT NULL UNIQUE,
    url              TEXT NOT NULL,
    title            TEXT NOT NULL,
    kicker           TEXT NOT NULL DEFAULT '',
    outlet           TEXT NOT NULL DEFAULT '',
    sort_time        INTEGER NOT NULL,           -- published, but never after it was first seen
    first_seen       INTEGER NOT NULL,
    complete         INTEGER NOT NULL DEFAULT 0, -- the text itself is here, not a summary
    error            TEXT NOT NULL DEFAULT '',   -- why it is not
    fetched          INTEGER,
    quotes_version   INTEGER NOT NULL DEFAULT 0, -- the version of the quote engine that read it
    read             INTEGER,
    saved            INTEGER,
    unparsed         INTEGER NOT NULL DEFAULT 0, -- the text is still the feed's own markup, to be read when wanted
    word_count       INTEGER,                    -- of its text; null where that has not been counted
    comment_count    INTEGER,                    -- how many there are
    new_comments     INTEGER NOT NULL DEFAULT 0, -- how many of them came since the reader last saw them
    fts_rowid        INTEGER,                    -- its number in the index of words; another when its words change
    quotes_rowid     INTEGER,                    -- and of its first quotation in theirs; 0 without any, null: to be put there
    visited          INTEGER,                    -- when the reader was last in it, where that is told: live pages
    playback_seconds INTEGER,                    -- how far its sound was heard, in seconds
    hidden           INTEGER,                    -- when a rule took it out of the lists
    duplicate_of     INTEGER REFERENCES article (id) ON DELETE SET NULL, -- the newest with the same text, if another
    owner            INTEGER REFERENCES feed (id) ON DELETE SET NULL, -- of several feeds, whose words it shows
    muted            INTEGER NOT NULL DEFAULT 0  -- every feed that names it is muted: kept by the triggers below
);
CREATE UNIQUE INDEX article_fts_rowid ON article (fts_rowid);
CREATE UNIQUE INDEX article_quotes_rowid ON article (quotes_rowid) WHERE quotes_rowid > 0;
CREATE INDEX article_quotes_unindexed ON article (sort_time DESC) WHERE quotes_rowid IS NULL AND quotes_version > 0;
CREATE INDEX article_newest ON article (sort_time DESC, id DESC, hidden, duplicate_of, muted);
CREATE INDEX article_unread ON article (sort_time DESC, id DESC, hidden, duplicate_of, muted) WHERE read IS NULL;
CREATE INDEX article_quotes_version ON article (quotes_version) WHERE fetched IS NOT NULL;
CREATE INDEX article_saved ON article (sort_time DESC, id DESC) WHERE saved IS NOT NULL;
CREATE INDEX article_outlet ON article (outlet, sort_time DESC, id DESC);
CREATE INDEX article_discussed ON article (COALESCE(comment_count, 0) DESC, sort_time DESC, id DESC);
CREATE INDEX article_first_seen ON article (first_seen);
CREATE INDEX article_duplicate_of ON article (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- How many articles wait in the list of all: counting them took longer the more there were.
CREATE TABLE counter (unread INTEGER NOT NULL);
INSERT INTO counter SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM counter);
CREATE TRIGGER counter_added AFTER INSERT ON article
WHEN new.read IS NULL AND new.hidden IS NULL AND new.duplicate_of IS NULL AND NOT new.muted BEGIN
    UPDATE counter SET unread = unread + 1;
END;
CREATE TRIGGER counter_changed AFTER UPDATE OF read, hidden, duplicate_of, muted ON article
WHEN (new.read IS NULL AND new.hidden IS NULL AND new.duplicate_of IS NULL AND NOT new.muted)
    <> (old.read IS NULL AND old.hidden IS NULL AND old.duplicate_of IS NULL AND NOT old.muted)
BEGIN
    UPDATE counter SET unread = unread - 1
        + 2 * (new.read IS NULL AND new.hidden IS NULL AND new.duplicate_of IS NULL AND NOT new.muted);
END;
CREATE TRIGGER counter_removed AFTER DELETE ON article
WHEN old.read IS NULL AND old.hidden IS NULL AND old.duplicate_of IS NULL AND NOT old.muted BEGIN
    UPDATE counter SET unread = unread - 1;
END;

-- The words of the articles, whatever their accents, under article.fts_rowid: the minute at which an article is
-- sorted, times 16, or the first number after that which is free. So the index yields the newest first. It
-- gathers words in memory, and is put in order when nobody waits (FullTextIndex.merge_step).
CREATE VIRTUAL TABLE article_fts USING fts5 (title, text, byline, content='', tokenize='unicode61 remove_diacritics 2');
INSERT INTO article_fts (article_fts, rank) VALUES ('automerge', 0), ('crisismerge', 64), ('hashsize', 16000000);

-- The article itself: zlib over the JSON of model.serialize. Apart from the lists, which stay small.
CREATE TABLE article_body (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    content BLOB NOT NULL,
    markup  TEXT -- of a raw article: its text as the feed gave it
);

-- Articles as they were before their outlet changed them. The first is like article_body.content, the others are
-- what differs from it (codec.pack_delta).
CREATE TABLE article_revision (
    id      INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    until   INTEGER NOT NULL, -- when the change was noticed
    content BLOB NOT NULL
);
CREATE INDEX article_revision_article ON article_revision (article);

-- Pictures of articles, where the reader wants them kept.
CREATE TABLE image (
    url     TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    kind    TEXT NOT NULL, -- its media type
    content BLOB NOT NULL
);
CREATE INDEX image_article ON image (article);

CREATE TABLE comment_thread (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    content BLOB NOT NULL,
    fetched INTEGER NOT NULL,
    visited INTEGER -- when the reader last saw it
);

-- Which feeds name which articles; with what their lists are sorted and counted by, as in article.
CREATE TABLE feed_article (
    feed      INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    article   INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    sort_time INTEGER NOT NULL,
    unread    INTEGER NOT NULL,         -- and not hidden
    signature TEXT NOT NULL DEFAULT '', -- what the feed last said of it; another means an update
    title     TEXT,                     -- and in its words; null where that is not known (store/items.py, Told)
    published INTEGER,
    summary   TEXT NOT NULL DEFAULT '', -- where the text itself was not in the feed
    authors   TEXT NOT NULL DEFAULT '', -- a line each
    PRIMARY KEY (feed, article)
) WITHOUT ROWID;
CREATE INDEX feed_article_article ON feed_article (article);
CREATE INDEX feed_article_newest ON feed_article (feed, sort_time DESC, article DESC);
CREATE INDEX feed_article_unread ON feed_article (feed, sort_time DESC, article DESC) WHERE unread;

-- What a feed calls its items: numbers made of a guid, of a link, of a title with a date (library/identity.py).
CREATE TABLE entry_name (
    feed    INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    name    INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (feed, name)
) WITHOUT ROWID;
CREATE INDEX entry_name_article ON entry_name (article);

CREATE TRIGGER article_changed AFTER UPDATE OF read, hidden, sort_time ON article
WHEN (new.read IS NULL) <> (old.read IS NULL) OR (new.hidden IS NULL) <> (old.hidden IS NULL)
    OR new.sort_time <> old.sort_time
BEGIN
    UPDATE feed_article SET sort_time = new.sort_time, unread = new.read IS NULL AND new.hidden IS NULL
    WHERE article = new.id;
END;
CREATE TRIGGER feed_article_added AFTER INSERT ON feed_article BEGIN
    UPDATE feed SET total = total + 1, unread = unread + new.unread WHERE id = new.feed;
END;
-- What went with its feed (`Feeds.unsubscribe`) comes back with it, or with another that names it.
CREATE TRIGGER feed_article_unhidden AFTER INSERT ON feed_article
WHEN (SELECT hidden FROM article WHERE id = new.article) IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM rule_match WHERE article = new.article)
    AND NOT EXISTS (SELECT 1 FROM feed_article WHERE article = new.article AND feed <> new.feed)
BEGIN
    UPDATE article SET hidden = NULL WHERE id = new.article;
END;
CREATE TRIGGER feed_article_changed AFTER UPDATE OF unread ON feed_article WHEN new.unread <> old.unread BEGIN
    UPDATE feed SET unread = unread + new.unread - old.unread WHERE id = new.feed;
END;
CREATE TRIGGER feed_article_removed AFTER DELETE ON feed_article BEGIN
    UPDATE feed SET total = total - 1, unread = unread - old.unread WHERE id = old.feed;
END;
CREATE TRIGGER feed_article_moved AFTER UPDATE OF feed ON feed_article WHEN new.feed <> old.feed BEGIN
    UPDATE feed SET total = total - 1, unread = unread - old.unread WHERE id = old.feed;
    UPDATE feed SET total = total + 1, unread = unread + new.unread WHERE id = new.feed;
END;

-- An article is muted while every feed that names it is. One that no feed names is not.
CREATE TRIGGER muted_by_feed AFTER UPDATE OF muted ON feed WHEN new.muted <> old.muted BEGIN
    UPDATE article SET muted = (
        SELECT MIN(feed.muted) FROM feed_article JOIN feed ON feed.id = feed WHERE article = article.id
    ) WHERE id IN (SELECT article FROM feed_article WHERE feed = new.id);
END;
CREATE TRIGGER muted_by_arrival AFTER INSERT ON feed_article
WHEN (SELECT muted FROM feed WHERE id = new.feed) <> (SELECT muted FROM article WHERE id = new.article) BEGIN
    UPDATE article SET muted = (
        SELECT MIN(feed.muted) FROM feed_article JOIN feed ON feed.id = feed WHERE article = new.article
    ) WHERE id = new.article;
END;
CREATE TRIGGER muted_by_departure AFTER DELETE ON feed_article WHEN EXISTS (SELECT 1 FROM feed WHERE muted) BEGIN
    UPDATE article SET muted = COALESCE(
        (SELECT MIN(feed.muted) FROM feed_article JOIN feed ON feed.id = feed WHERE article = old.article), 0
    ) WHERE id = old.article;
END;
CREATE TRIGGER muted_by_move AFTER UPDATE OF feed ON feed_article WHEN EXISTS (SELECT 1 FROM feed WHERE muted) BEGIN
    UPDATE article SET muted = (
        SELECT MIN(feed.muted) FROM feed_article JOIN feed ON feed.id = feed WHERE article = new.article
    ) WHERE id = new.article;
END;
-- Of articles with the same text, the newest that is not muted stands for the others.
CREATE TRIGGER muted_duplicate AFTER UPDATE OF muted ON article
WHEN new.muted <> old.muted
    AND (new.duplicate_of IS NOT NULL OR EXISTS (SELECT 1 FROM article WHERE duplicate_of = new.id))
BEGIN
    UPDATE article SET duplicate_of = NULLIF((
        SELECT copy.id FROM article AS copy
        WHERE copy.id = COALESCE(new.duplicate_of, new.id) OR copy.duplicate_of = COALESCE(new.duplicate_of, new.id)
        ORDER BY copy.muted, copy.sort_time DESC, copy.id DESC LIMIT 1
    ), id)
    WHERE id IN (
        SELECT id FROM article
        WHERE id = COALESCE(new.duplicate_of, new.id) OR duplicate_of = COALESCE(new.duplicate_of, new.id)
    );
END;

CREATE TABLE quotation (
    article           INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number            INTEGER NOT NULL,
    block             INTEGER NOT NULL,         -- -2 title, -1 standfirst
    start             INTEGER NOT NULL,
    stop              INTEGER NOT NULL,
    text              TEXT NOT NULL,
    kind              TEXT NOT NULL,
    speaker           TEXT NOT NULL,
    speaker_type      TEXT NOT NULL,
    cue               TEXT NOT NULL,            -- JSON [text, block, start, stop], or ''
    reporting_clauses TEXT NOT NULL,            -- JSON
    confidence        REAL NOT NULL,
    role              TEXT NOT NULL,            -- what the article says the speaker is
    found             TEXT NOT NULL DEFAULT '', -- where the reader has corrected it: JSON of what was found, or null
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE INDEX quotation_speaker ON quotation (speaker) WHERE speaker <> '';

-- The words of the quotations, like article_fts: those of an article from article.quotes_rowid on, in a row. `speaker`
-- and `outlet` have a sign where nobody is named (store/quotation_index.py). While somebody types, two or three letters
-- begin more words than can be looked up one by one: hence the prefixes.
CREATE VIRTUAL TABLE quotation_fts USING fts5 (
    text, speaker, role, outlet, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO quotation_fts (quotation_fts, rank) VALUES ('automerge', 0), ('crisismerge', 64), ('hashsize', 16000000);

-- Who says a quotation, as the reader has corrected it: tied to its words, so that it outlives other texts and engines.
CREATE TABLE correction (
    article      INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    anchor       TEXT NOT NULL, -- a digest of the next two: the same on every device
    quote        TEXT NOT NULL,
    before       TEXT NOT NULL, -- what stood before them
    speaker      TEXT NOT NULL, -- '' for nobody that can be told
    speaker_type TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (article, anchor)
) WITHOUT ROWID;

-- Articles whose quotations have not been put right since their corrections changed.
CREATE TABLE correction_pending (article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE);
CREATE TRIGGER correction_added AFTER INSERT ON correction BEGIN
    INSERT INTO correction_pending SELECT new.article WHERE new.article NOT IN (SELECT article FROM correction_pending);
END;
CREATE TRIGGER correction_changed AFTER UPDATE ON correction BEGIN
    INSERT INTO correction_pending SELECT new.article WHERE new.article NOT IN (SELECT article FROM correction_pending);
END;
-- An article that goes takes its corrections along.
CREATE TRIGGER correction_removed AFTER DELETE ON correction BEGIN
    INSERT INTO correction_pending
        SELECT id FROM article WHERE id = old.article AND id NOT IN (SELECT article FROM correction_pending);
END;

-- Who is whom, as the reader has corrected it: this name means that person; itself, if nobody else.
CREATE TABLE person_alias (
    name   TEXT PRIMARY KEY,
    person TEXT NOT NULL
) WITHOUT ROWID;

-- What the reader did, newest last: enough to take it back.
CREATE TABLE undo_step (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    label   TEXT NOT NULL,
    changes TEXT NOT NULL,             -- JSON, see store/undo.py
    undone  INTEGER NOT NULL DEFAULT 0 -- it was taken back, and can be done again
);

-- The reader's own words. They outlive their articles: what is needed to cite them is here too.
CREATE TABLE note (
    id      INTEGER PRIMARY KEY,
    article INTEGER REFERENCES article (id) ON DELETE SET NULL,
    text    TEXT NOT NULL,    -- '' for a mark without words
    quote   TEXT NOT NULL,    -- what it is about, '' for the whole article
    block   INTEGER NOT NULL, -- and where that stood: -2 title, -1 standfirst
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
CREATE TABLE pending_request (
    id      INTEGER PRIMARY KEY,
    request TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL
);

-- Tags that the reader gives, in lower case.
CREATE TABLE article_tag (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    tag     TEXT NOT NULL,
    PRIMARY KEY (article, tag)
) WITHOUT ROWID;
CREATE INDEX article_tag_tag ON article_tag (tag);

-- Searches that are kept as lists of their own.
CREATE TABLE saved_search (
    name  TEXT PRIMARY KEY,
    query TEXT NOT NULL
) WITHOUT ROWID;

-- What the reader wants done to articles that a search finds, in this order.
CREATE TABLE rule (
    name     TEXT PRIMARY KEY,
    query    TEXT NOT NULL,
    actions  TEXT NOT NULL, -- JSON: hide, read, save, alert, tag:…
    position INTEGER NOT NULL
) WITHOUT ROWID;

-- Which rule found which article: it does so once, and what the reader undoes stays undone.
CREATE TABLE rule_match (
    rule    TEXT NOT NULL REFERENCES rule (name) ON DELETE CASCADE ON UPDATE CASCADE,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    at      INTEGER NOT NULL,
    PRIMARY KEY (rule, article)
) WITHOUT ROWID;
CREATE INDEX rule_match_article ON rule_match (article);

-- Articles that the rules have not been asked about since they came, or since their quotations were read.
CREATE TABLE rule_pending (article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE);

-- Where the reader stopped in an article.
CREATE TABLE reading_position (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    block   INTEGER NOT NULL,
    start   INTEGER NOT NULL
);

-- A few numbers that articles with the same words share, of the last days: see model.near_duplicates.
CREATE TABLE sketch (
    number  INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (number, article)
) WITHOUT ROWID;
CREATE INDEX sketch_article ON sketch (article);

-- Articles that were let go after their time, by a number made of their key: their feeds do not bring them back.
CREATE TABLE tombstone (key INTEGER PRIMARY KEY);

-- Servers that the library syncs with. Their passwords are elsewhere.
CREATE TABLE account (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE,
    kind   TEXT NOT NULL,           -- greader or fever
    url    TEXT NOT NULL,
    user   TEXT NOT NULL,
    synced INTEGER,                 -- when the last sync was
    error  TEXT NOT NULL DEFAULT '' -- why a sync failed since
);

-- What a server said of a feed at the last sync. A feed that is null was given up here since.
CREATE TABLE remote_feed (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    remote  TEXT NOT NULL, -- the server's name for it
    feed    INTEGER REFERENCES feed (id) ON DELETE SET NULL,
    title   TEXT NOT NULL,
    folder  TEXT NOT NULL,
    url     TEXT NOT NULL DEFAULT '', -- its address there; empty before that was remembered
    PRIMARY KEY (account, remote)
) WITHOUT ROWID;
CREATE INDEX remote_feed_feed ON remote_feed (feed);

-- And of an article: what differs from it here is to be sent, what differs from it there is news.
CREATE TABLE remote_item (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    remote  TEXT NOT NULL,            -- the server's number
    article INTEGER REFERENCES article (id) ON DELETE SET NULL,
    read    INTEGER NOT NULL DEFAULT 0,
    saved   INTEGER NOT NULL DEFAULT 0,
    tags    TEXT NOT NULL DEFAULT '', -- in order, a line each
    missing INTEGER,                  -- since when the server does not show it, though asked for it
    PRIMARY KEY (account, remote)
) WITHOUT ROWID;
CREATE INDEX remote_item_article ON remote_item (article);

-- What was sent to a server that has not answered yet, or never did.
CREATE TABLE sync_unacknowledged (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    batch   INTEGER NOT NULL,
    remote  TEXT NOT NULL,
    flag    TEXT NOT NULL, -- read, saved, or tag:…
    value   INTEGER NOT NULL,
    PRIMARY KEY (account, batch, remote)
) WITHOUT ROWID;

-- The name of this library among those that sync by a folder, and its clock: milliseconds since 1970, and
-- later than everything that it has heard of. No row where there is no folder.
CREATE TABLE sync_device (
    name  TEXT NOT NULL,
    clock INTEGER NOT NULL
);

-- What was changed here and has not become a fact yet.
CREATE TABLE sync_change (
    type TEXT NOT NULL, -- read, saved, tag, note, speaker, feed, feed_moved
    key  TEXT NOT NULL,
    time INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (type, key)
) WITHOUT ROWID;
-- In two steps, because what a statement says of conflicts holds in the triggers that it sets off too.
CREATE TRIGGER sync_change_replaced BEFORE INSERT ON sync_change WHEN new.time = 0 BEGIN
    DELETE FROM sync_change WHERE type = new.type AND key = new.key;
    UPDATE sync_device SET clock = MAX(clock + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER));
END;
CREATE TRIGGER sync_change_timed AFTER INSERT ON sync_change WHEN new.time = 0 BEGIN
    UPDATE sync_change SET time = (SELECT clock FROM sync_device) WHERE type = new.type AND key = new.key;
END;

-- The last word on each thing, whoever had it: the later one, and of two at one time that of the greater name.
CREATE TABLE sync_record (
    type     TEXT NOT NULL,
    key      TEXT NOT NULL,
    time     INTEGER NOT NULL,
    device   TEXT NOT NULL,
    value    TEXT NOT NULL,              -- JSON
    exported INTEGER NOT NULL DEFAULT 0, -- it stands in a log of the folder
    deferred INTEGER NOT NULL DEFAULT 0, -- its article is not here
    PRIMARY KEY (type, key)
) WITHOUT ROWID;
CREATE INDEX sync_record_unexported ON sync_record (time) WHERE NOT exported;
CREATE INDEX sync_record_deferred ON sync_record (key) WHERE deferred;

-- How far each log of the folder has been read: its bytes, and the last of them.
CREATE TABLE sync_log (
    name TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    tail TEXT NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER journal_read AFTER UPDATE OF read ON article
WHEN (new.read IS NULL) <> (old.read IS NULL) AND EXISTS (SELECT 1 FROM sync_device) BEGIN
    INSERT INTO sync_change (type, key) VALUES ('read', new.key);
END;
CREATE TRIGGER journal_saved AFTER UPDATE OF saved ON article
WHEN (new.saved IS NULL) <> (old.saved IS NULL) AND EXISTS (SELECT 1 FROM sync_device) BEGIN
    INSERT INTO sync_change (type, key) VALUES ('saved', new.key);
END;
CREATE TRIGGER journal_tag AFTER INSERT ON article_tag WHEN EXISTS (SELECT 1 FROM sync_device) BEGIN
    INSERT INTO sync_change (type, key)
        SELECT 'tag', key || char(10) || new.tag FROM article WHERE id = new.article;
END;
-- An article that goes takes its tags along: that says nothing of them.
CREATE TRIGGER journal_untag AFTER DELETE ON article_tag WHEN EXISTS (SELECT 1 FROM sync_device) BEGIN
    INSERT INTO sync_change (type, key)
        SELECT 'tag', key || char(10) || old.tag FROM article WHERE id = old.article;
END;
CREATE TRIGGER journal_correction AFTER INSERT ON correction WHEN EXISTS (SELECT 1 FROM sync_device) BEGIN
    INSERT INTO sync_change (type, key)
        SELECT 'speaker', key || char(10) || new.anchor FROM article WHERE id = new.article;
END;
CREATE TRIGGER journal_correction_changed AFTER UPDATE ON correction WHEN EXISTS (SELECT 1 FROM sync_device) BEGIN
    INSERT INTO sync_change (type, key)
        SELECT 'speaker', key || char(10) || new.anchor FROM article WHERE id = new.article;
END;
CREATE TRIGGER journal_correction_deleted AFTER DELETE ON correction WHEN EXISTS (SELECT 1 FROM sync_device) BEGIN
    INSERT INTO sync_change (type, key)
        SELECT 'speaker', key || char(10) || old.anchor FROM article WHERE id = old.article;
END;
CREATE TRIGGER journal_note AFTER INSERT ON note WHEN EXISTS (SELECT 1 FROM sync_device) BEGIN
    INSERT INTO sync_change (type, key) VALUES ('note', new.url || char(10) || new.created || char(10)
        || new.block || char(10) || new.start || char(10) || new.stop);
END;
CREATE TRIGGER journal_note_changed AFTER UPDATE OF text ON note
WHEN new.text <> old.text AND EXISTS (SELECT 1 FROM sync_device) BEGIN
    INSERT INTO sync_change (type, key) VALUES ('note', new.url || char(10) || new.created || char(10)
        || new.block || char(10) || new.start || char(10) || new.stop);
END;
CREATE TRIGGER journal_note_deleted AFTER DELETE ON note WHEN EXISTS (SELECT 1 FROM sync_device) BEGIN
    INSERT INTO sync_change (type, key) VALUES ('note', old.url || char(10) || old.created || char(10)
        || old.block || char(10) || old.start || char(10) || old.stop);
END;
CREATE TRIGGER journal_feed AFTER INSERT ON feed WHEN EXISTS (SELECT 1 FROM sync_device) BEGIN
    INSERT INTO sync_change (type, key) VALUES ('feed', new.url);
END;
CREATE TRIGGER journal_feed_changed AFTER UPDATE OF title, title_is_custom, folder, muted ON feed
WHEN (new.folder <> old.folder OR new.title_is_custom <> old.title_is_custom OR new.muted <> old.muted
        OR (new.title_is_custom AND new.title <> old.title))
    AND EXISTS (SELECT 1 FROM sync_device)
BEGIN
    INSERT INTO sync_change (type, key) VALUES ('feed', new.url);
END;
CREATE TRIGGER journal_feed_moved AFTER UPDATE OF url ON feed
WHEN new.url <> old.url AND EXISTS (SELECT 1 FROM sync_device) BEGIN
    INSERT INTO sync_change (type, key) VALUES ('feed_moved', old.url || char(10) || new.url);
    INSERT INTO sync_change (type, key) VALUES ('feed', new.url);
END;
CREATE TRIGGER journal_feed_deleted AFTER DELETE ON feed WHEN EXISTS (SELECT 1 FROM sync_device) BEGIN
    INSERT INTO sync_change (type, key) VALUES ('feed', old.url);
END;

CREATE TABLE app_state (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

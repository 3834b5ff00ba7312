"""Run a job in a worker process."""

from typing import Any, TypeVar, assert_never

from newsreader.library.workers.jobs import (
    AnyJob,
    Job,
    ParseCommentFeed,
    ParseCommentPart,
    ParseDiscussions,
    ParseFeed,
    ParsePage,
    ParseStored,
    ParseThread,
)

R = TypeVar("R")


def run_job(job: AnyJob) -> Any:
    """Run a job and return its result. Parsers are imported when a job first needs them. Raises what the job says."""
    match job:
        case ParseFeed(data, url, content_type, outlet, language):
            from newsreader.library.workers.feed_tasks import prepare_feed

            return _result(job, prepare_feed(data, url, content_type, outlet, language))
        case ParsePage(data, url, charset, entries):
            from newsreader.library.workers.article_tasks import prepare_page

            return _result(job, prepare_page(data, url, charset, entries))
        case ParseStored(articles):
            from newsreader.library.workers.article_tasks import prepare_many

            return _result(job, prepare_many(articles))
        case ParseThread(data, url, charset):
            from newsreader.parse.page import parse_page

            return _result(job, parse_page(data, url, charset).thread)
        case ParseCommentFeed(data, url, content_type, thread):
            from newsreader.parse.comments.page import read_comment_feed, with_comments

            return _result(job, with_comments(thread, read_comment_feed(data, url, content_type)))
        case ParseCommentPart(source, data, address):
            from newsreader.parse.comments.detect import read_part

            return _result(job, read_part(source, data, address))
        case ParseDiscussions(site, data, url):
            from newsreader.parse.comments.discussions import read_discussions

            return _result(job, read_discussions(site, data, url))
        case _:
            assert_never(job)


def _result(_job: Job[R], value: R) -> R:
    """Return the value; mypy checks here that it is of the job's type."""
    return value

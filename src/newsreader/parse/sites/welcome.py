"""The welcome edition that comes with newsreader: franceinfo's layout, with a thread in the page."""

from newsreader.parse.site import CommentLayout, Site
from newsreader.parse.sites import franceinfo

SITE = Site(
    name="newsreader",
    hosts=("welcome.newsreader.invalid",),
    layouts=franceinfo.SITE.layouts[1:2],
    comments=(
        CommentLayout(
            area="#comments",
            message=".comments__desc",
            comment=".comment",
            author=".comment__author",
            date=".comment__date",
            text=".comment__text",
        ),
    ),
)

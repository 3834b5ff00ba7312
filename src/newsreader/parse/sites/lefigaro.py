"""Le Figaro: its pages carry the first comments in the HTML itself."""

from newsreader.parse.site import CommentLayout, Site

SITE = Site(
    name="Le Figaro",
    hosts=("lefigaro.fr",),
    comments=(
        CommentLayout(
            area=".fig-comments[data-content-id]",
            count=".fig-comments__title",
            comment=".fig-comment",
            author=".fig-comment__username",
            date=".fig-comment__date time",
            text=".fig-comment__text",
        ),
    ),
)

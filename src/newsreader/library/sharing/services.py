"""Send articles to read-later services: wallabag, Readeck, linkding, Instapaper, and any that takes a form."""

import json
import re
import tomllib
from collections.abc import Awaitable, Callable, Mapping
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from newsreader.config import Config
from newsreader.config.credentials import load_passes
from newsreader.fetch.client import Client
from newsreader.i18n import _, language
from newsreader.model.article import Article
from newsreader.model.errors import ConfigError, FetchError
from newsreader.render.markdown import markdown_article
from newsreader.render.xhtml import xhtml_article
from newsreader.store.store import Store

_HOLE = re.compile(r"\{(\w+(?:\.\w+)*)\}")
_STEP = {"url", "form", "json", "headers", "method", "when", "unless"}
Step = Mapping[str, Any]


def presets() -> dict[str, list[Step]]:
    """The services that are known."""
    known = tomllib.loads(files("newsreader.library").joinpath("services.toml").read_text(encoding="utf-8"))
    return {name: service["steps"] for name, service in known.items()}


class Service:
    """A service as the settings name it, under `[send.NAME]`."""

    def __init__(self, name: str, settings: Config) -> None:
        """Raises ConfigError where it is not named, or not understood."""
        told = settings.send.get(name)
        if not isinstance(told, dict):
            raise ConfigError(
                _("No service “{name}” is configured: add [send.{name}] to {path}.").format(
                    name=name, path=settings.file
                )
            )
        self.name = name
        where = f"{settings.file}, [send.{name}]: "
        self._steps = _steps_of(told, name, where)
        secrets = load_passes(settings.passes).get(f"send.{name}", {})
        server = str(told.get("server") or "").rstrip("/")
        self._known = {"server": server, **{k: v for k, v in secrets.items() if isinstance(v, str)}}
        if "server" in _placeholders(self._steps) and not server:
            raise ConfigError(where + _('server is missing: server = "https://…".'))
        missing = {hole for hole in _placeholders(self._steps) if "." not in hole} - set(self._known) - _OF_ARTICLES
        self._unset = missing
        self._missing = _('“{name}” needs {missing}: set it in {path}, under ["send.{name}"].').format(
            name=name, missing=", ".join(sorted(missing)), path=settings.passes
        )
        # What is missing may be what an earlier step is answered.
        if missing and len(self._steps) == 1:
            raise ConfigError(self._missing)

    def addresses(self) -> list[str]:
        """Return where it is asked: addresses that the reader has named."""
        return [_render(step["url"], self._known) for step in self._steps]

    async def send(self, client: Client, article: Article, tags: list[str], language: str) -> None:
        """Give it an article. Raises FetchError, and NetworkUnreachable where there is no network; ConfigError where
        something that it wants is not set."""
        known: dict[str, Any] = {
            **self._known,
            "url": article.url,
            "quoted_url": quote(article.url, safe=""),
            "title": article.title,
            "outlet": article.outlet,
            "tags": tags,
            "markdown": markdown_article(article, language),
            # A summary is no text: a service that is given none looks for it itself.
            "html": xhtml_article(article, (), (), {}, language) if _has_text(article) else "",
            "authors": list(article.authors),
            "published": article.published.isoformat() if article.published else "",
        }
        for step in self._steps:
            if (step.get("when") and step["when"] not in known) or step.get("unless") in known:
                continue
            if lacking := {hole for hole in _placeholders(step) if hole not in known}:
                if lacking & self._unset:
                    raise ConfigError(self._missing)
                words = _("“{name}” answered without {missing}: check its address in the settings.")
                raise FetchError(words.format(name=self.name, missing=", ".join(sorted(lacking))))
            form, body, headers = (_render(step.get(name), known) for name in ("form", "json", "headers"))
            pairs = [(name, str(value)) for name, value in form.items() if value] if form else None
            try:
                answer = await client.call(
                    _render(step["url"], known), pairs, body, headers or {}, str(step.get("method", ""))
                )
            except FetchError as error:
                if error.status not in (400, 401, 403):
                    raise
                raise FetchError(
                    _("“{name}” rejected the credentials ({status}): check passes.toml.").format(
                        name=self.name, status=error.status
                    ),
                    error.status,
                ) from error
            try:
                fields = json.loads(answer.body or b"{}")
            except ValueError:
                if "form" not in step and answer.body.lstrip()[:1] == b"<":
                    # A page to log in by, or that of a proxy, is no answer of an interface for programs.
                    raise FetchError(
                        _("“{name}” answered with a web page: check its address in the settings.").format(
                            name=self.name
                        )
                    ) from None
                fields = {}
            if isinstance(fields, dict):
                known = {**_answered(fields), **known}


def article_sender(store: Store, client: Client, settings: Config) -> Callable[[str, int], Awaitable[None]]:
    """Return what gives an article of the library to a service. Raises FetchError, NetworkUnreachable, ConfigError."""

    async def give(name: str, number: int) -> None:
        service = Service(name, settings)
        for url in service.addresses():
            client.allow_private(url)  # the reader has named it
        if article := store.articles.load(number):
            await service.send(client, article, store.tags.of(number), language())

    return give


def _has_text(article: Article) -> bool:
    return article.complete and not article.partial and bool(article.blocks)


_OF_ARTICLES = {
    "url",
    "quoted_url",
    "title",
    "outlet",
    "tags",
    "markdown",
    "html",
    "authors",
    "published",
    "access_token",
}


def _answered(answer: Mapping[str, Any], within: str = "") -> dict[str, Any]:
    """Return what an answer tells later steps, by its names; those that lie deeper with the names of what they lie
    in."""
    values: dict[str, Any] = {}
    for name, value in answer.items():
        if isinstance(value, dict):
            values |= _answered(value, f"{within}{name}.")
        elif isinstance(value, str | int) or (
            isinstance(value, list) and all(isinstance(element, str) for element in value)
        ):
            values[within + name] = value
    return values


def _steps_of(told: Mapping[str, Any], name: str, where: str) -> list[Step]:
    """Return what is to be asked, one after the other: the settings' own steps, or those of a preset. Raises
    ConfigError."""
    preset, known = str(told.get("preset") or told.get("recipe") or name), presets()
    steps: Any
    if "steps" in told:
        steps = told["steps"]
    elif "url" in told:
        steps = [{key: value for key, value in told.items() if key in _STEP}]
    elif preset in known:
        steps = known[preset]
    else:
        raise ConfigError(
            where
            + _("unknown preset “{name}”. Available: {known}; or give the url, and a form or json.").format(
                name=preset, known=", ".join(known)
            )
        )
    for step in steps if isinstance(steps, list) else [None]:
        if not isinstance(step, dict) or not isinstance(step.get("url"), str) or set(step) - _STEP:
            raise ConfigError(where + _("a step has a url, and may have form, json, headers and method."))
    return list(steps)


def _placeholders(value: Any) -> set[str]:
    return set(_HOLE.findall(json.dumps(value)))


def _render(value: Any, known: Mapping[str, Any]) -> Any:
    """A template with its holes filled; a hole in a list that means a list becomes what is in that."""
    if isinstance(value, str):
        return _HOLE.sub(lambda hole: _said(known.get(hole.group(1), hole.group())), value)
    if isinstance(value, list):
        filled: list[Any] = []
        for element in value:
            hole = _HOLE.fullmatch(element) if isinstance(element, str) else None
            meant = known.get(hole.group(1)) if hole else None
            new = meant if isinstance(meant, list) else [_render(element, known)]
            filled += [each for each in new if each not in filled]
        return filled
    if isinstance(value, dict):
        return {name: _render(field, known) for name, field in value.items()}
    return value


def _said(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)

"""Values: quick to make, and the same as dataclasses of the standard library to whoever uses them."""

import dataclasses
import pickle

from newsreader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A value of two fields, one of which is not shown."""

    town: str
    secret: str = dataclasses.field(default="", repr=False)


@dataclass(frozen=True)
class Other:
    """Another one with the same fields."""

    town: str
    secret: str = ""


@dataclass(frozen=True)
class Nothing:
    """One without any."""


@dataclass(frozen=True, order=True)
class Ordered:
    """One with an option that is left to the standard library."""

    number: int


def test_values_are_equal_and_one_key_where_their_fields_are() -> None:
    assert Place("Brest", "a") == Place("Brest", "a") != Place("Brest", "b")
    assert len({Place("Brest"), Place("Brest"), Place("Vannes")}) == 2
    other: object = Other("Brest")
    assert Place("Brest") != other
    assert Nothing() == Nothing() and len({Nothing(), Nothing()}) == 1
    assert Ordered(1) < Ordered(2)


def test_a_value_shows_its_fields_but_those_that_are_not_to_be_shown() -> None:
    assert repr(Place("Brest", "a")) == "Place(town='Brest')" and repr(Nothing()) == "Nothing()"


def test_a_value_is_a_dataclass_to_whoever_asks() -> None:
    place = dataclasses.replace(Place("Brest"), secret="b")
    assert dataclasses.asdict(place) == {"town": "Brest", "secret": "b"}
    assert pickle.loads(pickle.dumps(place)) == place
    assert not hasattr(place, "__dict__")
    match place:
        case Place(town, secret):
            assert (town, secret) == ("Brest", "b")

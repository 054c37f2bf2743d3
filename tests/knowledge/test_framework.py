"""The platform's hierarchy: facts anybody can look up in the SDK's documentation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.knowledge.framework import Framework, framework


@pytest.fixture(scope="module")
def platform() -> Framework:
    return framework()


def test_names_are_sorted_distinct_descriptors(platform: Framework) -> None:
    assert list(platform.names) == sorted(set(platform.names))
    assert all(name.startswith("L") and name.endswith(";") for name in platform.names)


def test_every_class_but_object_has_a_superclass(platform: Framework) -> None:
    rootless = [platform.names[k] for k in np.flatnonzero(platform.super_index < 0).tolist()]
    assert rootless == ["Ljava/lang/Object;"]


def test_no_class_is_its_own_ancestor(platform: Framework) -> None:
    assert not [name for name in platform.names if name in platform.ancestors(name)]


@pytest.mark.parametrize(
    ("descriptor", "ancestor"),
    [
        ("Landroid/app/Activity;", "Landroid/content/Context;"),
        ("Landroid/app/IntentService;", "Landroid/app/Service;"),
        ("Landroid/os/AsyncTask;", "Ljava/lang/Object;"),
        ("Landroid/widget/Button;", "Landroid/graphics/drawable/Drawable$Callback;"),
        ("Ljava/util/ArrayList;", "Ljava/lang/Iterable;"),
        ("Ljava/lang/Thread;", "Ljava/lang/Runnable;"),
        ("Lorg/apache/http/client/HttpResponseException;", "Ljava/lang/Throwable;"),
    ],
)
def test_ancestors(platform: Framework, descriptor: str, ancestor: str) -> None:
    assert ancestor in platform.ancestors(descriptor)


def test_direct_supertypes_begin_with_the_superclass(platform: Framework) -> None:
    above = platform.supers_of("Landroid/app/Activity;")
    assert above[0] == "Landroid/view/ContextThemeWrapper;"
    assert "Landroid/view/Window$Callback;" in above[1:]


@pytest.mark.parametrize(
    ("descriptor", "signature"),
    [
        ("Landroid/app/Activity;", "onCreate(Landroid/os/Bundle;)V"),
        ("Landroid/content/ContextWrapper;", "attachBaseContext(Landroid/content/Context;)V"),
        ("Landroid/location/LocationListener;", "onLocationChanged(Landroid/location/Location;)V"),
        ("Ljava/lang/Runnable;", "run()V"),
        ("Ljava/util/concurrent/Callable;", "call()Ljava/lang/Object;"),
        ("Ljava/lang/reflect/InvocationHandler;",
         "invoke(Ljava/lang/Object;Ljava/lang/reflect/Method;[Ljava/lang/Object;)Ljava/lang/Object;"),
        ("Ljava/lang/Object;", "toString()Ljava/lang/String;"),
    ],
)  # fmt: skip
def test_callbacks(platform: Framework, descriptor: str, signature: str) -> None:
    assert signature in platform.callbacks(descriptor)


def test_what_cannot_be_overridden_is_no_callback(platform: Framework) -> None:
    assert "getClass()Ljava/lang/Class;" not in platform.callbacks("Ljava/lang/Object;")  # final
    assert "currentThread()Ljava/lang/Thread;" not in platform.callbacks("Ljava/lang/Thread;")  # static
    assert "runOnUiThread(Ljava/lang/Runnable;)V" not in platform.callbacks("Landroid/app/Activity;")  # final
    assert platform.callbacks("Ljava/lang/String;") == frozenset()  # final class


@given(st.text(max_size=40))
def test_unknown_classes_have_nothing(name: str) -> None:
    platform = framework()
    if platform.position(name) < 0:
        assert platform.supers_of(name) == ()
        assert platform.ancestors(name) == platform.callbacks(name) == frozenset()


def test_hashes_follow_the_signatures(platform: Framework) -> None:
    def number(texts: object) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
        return np.array([len(text) for text in texts], np.uint64)  # type: ignore[attr-defined]

    found = platform.signature_hashes(number, lambda names, protos: names * np.uint64(10_000) + protos)
    name, proto = platform.signatures[:, 7].tolist()
    assert len(found) == platform.signatures.shape[1]
    assert int(found[7]) == len(platform.method_names[name]) * 10_000 + len(platform.protos[proto])

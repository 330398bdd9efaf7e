"""A request to stop is never lost, even where Python drops the exception."""

from __future__ import annotations

import signal

import pytest

from communique.cli.stopping import SIGNALS, stoppable


class Finalizer:
    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_stops_and_the_handlers_are_put_back(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), stoppable():
        signal.raise_signal(number)
    assert signal.getsignal(number) is before


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_dropped_in_a_finalizer_is_heard_at_the_next_step() -> None:
    with stoppable() as check:
        check()
        Finalizer()  # its exception is ignored by Python
        with pytest.raises(KeyboardInterrupt):
            check()

from kanhe.knowledge.behaviours import behaviours, periods


def test_complete_and_by_id() -> None:
    assert len(behaviours()) >= 20
    assert "dynamic-code" in behaviours()


def test_periods_name_an_argument_of_their_method() -> None:
    for (behaviour, api), period in periods().items():
        assert behaviours()[behaviour].timed
        assert "->" in api
        assert period.index >= 0
    assert periods()["timer-repeat", "Ljava/util/Timer;->schedule(Ljava/util/TimerTask;JJ)V"].index == 2

from fastapi import FastAPI, Request

from kanhe.server.services import Services, services


def test_a_route_gets_what_the_server_was_made_with(app: FastAPI, serving: Services) -> None:
    assert services(Request({"type": "http", "app": app})) is serving

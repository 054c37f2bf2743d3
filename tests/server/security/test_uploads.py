from fastapi import APIRouter, FastAPI
from starlette.requests import Request

from kanhe.server.access import routes
from kanhe.server.security.uploads import UPLOAD, Uploads


def test_only_routes_that_say_so_by_method_and_path() -> None:
    router = APIRouter(prefix="/v1")
    router.add_api_route("/up/{name}", lambda name: name, methods=["POST"], openapi_extra=UPLOAD)
    router.add_api_route("/plain", lambda: 1, methods=["POST"])
    app = FastAPI()
    app.include_router(router)
    uploads = Uploads(lambda: routes(app))

    def takes(method: str, path: str) -> bool:
        return uploads.takes(
            Request({"type": "http", "method": method, "path": path, "headers": [], "query_string": b""})
        )

    assert takes("POST", "/v1/up/a")
    assert not takes("GET", "/v1/up/a")
    assert not takes("POST", "/v1/up/a/b")
    assert not takes("POST", "/v1/plain")

"""openapi-core, used as a library: a server that checks each request against a description, and
each of its own responses before it sends them.

Usage: python checks.py DESCRIPTION. Listens on a free port of 127.0.0.1 and prints
`listening http://127.0.0.1:PORT`. The request header `Respond` says what to send back, as JSON:
`status`, `headers`, and `body`, a text. Without it the response is 204.

A request that the description does not allow gets status 422, a response that it does not allow
599; the header `violations` says why. The header `read` of every other response holds what was read
from the request, as JSON: `path`, `query`, `header`, `cookie`, `body` and `security`.
"""

import json
import sys
from urllib.parse import urlsplit

import yaml
from openapi_core import Config, OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest, WerkzeugOpenAPIResponse
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response


def reasons(error):
    """An error with all its causes, on one line."""
    texts = []
    while error is not None and len(texts) < 8:
        texts.append(str(error))
        texts += [str(inner) for inner in getattr(error, "schema_errors", ())]
        error = error.__cause__
    line = " | ".join(" ".join(text.split()) for text in texts)
    return line.encode("ascii", "backslashreplace").decode()


def read(result):
    """What openapi-core has read from a request."""
    places = {place: dict(getattr(result.parameters, place)) for place in ("path", "query", "header", "cookie")}
    places["body"] = result.body
    places["security"] = result.security
    return json.dumps(places, default=lambda value: getattr(value, "__dict__", None) or str(value))


def lines(body):
    return [json.loads(line) for line in body.splitlines()]


class Seen(WerkzeugOpenAPIRequest):
    """A request whose path is as it was sent: an encoded slash separates nothing."""

    @property
    def path(self):
        return urlsplit(self.request.environ["RAW_URI"]).path


class Judge:
    def __init__(self, description):
        with open(description, encoding="utf-8") as file:
            self.description = yaml.safe_load(file)

        # It takes references only, no names.
        for schema in self.description["components"]["schemas"].values():
            mapping = schema.get("discriminator", {}).get("mapping", {})
            mapping.update({tag: f"#/components/schemas/{name}" for tag, name in mapping.items()})

    def serve_at(self, url):
        """The paths of the declared servers, on this host."""
        here = lambda server: {**server, "url": url + urlsplit(server["url"]).path}
        holders = [self.description]
        for item in self.description["paths"].values():
            holders += [item, *(one for one in item.values() if isinstance(one, dict))]
        for holder in holders:
            if "servers" in holder:
                holder["servers"] = [here(server) for server in holder["servers"]]
        readers = {"application/vnd.sink+json": json.loads, "application/jsonl": lines}
        config = Config(extra_media_type_deserializers=readers)
        self.judge = OpenAPI.from_dict(self.description, config=config)

    @Request.application
    def __call__(self, request):
        seen = Seen(request)
        result = self.judge.unmarshal_request(seen)
        if result.errors:
            why = " || ".join(map(reasons, result.errors))
            return Response(status=422, headers={"violations": why})
        wanted = json.loads(request.headers.get("Respond", '{"status": 204}'))
        response = Response(wanted.get("body", ""), status=wanted["status"], headers=wanted.get("headers"))
        if "body" not in wanted:
            del response.headers["Content-Type"]
        checked = self.judge.unmarshal_response(seen, WerkzeugOpenAPIResponse(response))
        if checked.errors:
            why = " || ".join(map(reasons, checked.errors))
            return Response(status=599, headers={"violations": why})
        response.headers["read"] = read(result)
        return response


class Silent(WSGIRequestHandler):
    def log(self, *_):
        pass


def main():
    judge = Judge(sys.argv[1])
    server = make_server("127.0.0.1", 0, judge, threaded=True, request_handler=Silent)
    url = f"http://127.0.0.1:{server.server_port}"
    judge.serve_at(url)
    print(f"listening {url}", flush=True)
    server.serve_forever()


main()

"""Stands in for a Rasa process: says which model it has, as long as it is told to."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

PORT, MODEL = int(sys.argv[1]), sys.argv[2]


class Says(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps({"model": MODEL}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


if __name__ == "__main__":
    if MODEL == "broken":
        sys.exit(1)
    HTTPServer(("127.0.0.1", PORT), Says).serve_forever()

"""The Graph API's client: pywa's, at the configured address, quiet in the logs."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from pywa_async.api import GraphAPIAsync
from pywa_async.client import WhatsApp

VERSION = 23.0
_TIMEOUT = httpx.Timeout(20.0, connect=5.0)

# At DEBUG it would log what people write.
logging.getLogger("pywa").setLevel(logging.WARNING)
logging.getLogger("pywa_async").setLevel(logging.WARNING)


@asynccontextmanager
async def open_client(api_url: str, token: str) -> AsyncIterator[GraphAPIAsync]:
    async with httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False, follow_redirects=False) as http:
        api: GraphAPIAsync = WhatsApp(
            token=token, session=http, api_version=VERSION, filter_updates=False
        ).api
        http.base_url = httpx.URL(f"{api_url}/v{VERSION}/")
        yield api

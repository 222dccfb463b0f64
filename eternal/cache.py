"""A Redis cache that the site can do without: while Redis is away every read is a miss and nothing fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any, ClassVar

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

TIMEOUT = 0.25  # seconds: longer than any healthy answer, short enough for a page to wait once
REST = 2.0  # seconds without asking again after a failure, so that one page in two seconds waits

#: What an empty cache answers.
ANSWERS: dict[str, Any] = {
    "add": False,
    "clear": False,
    "delete": False,
    "delete_many": None,
    "get_many": {},
    "has_key": False,
    "set": None,
    "set_many": None,
    "touch": False,
}


class FailOpenClient:
    """Asks Django's client, and answers as an empty cache does when Redis does not."""

    rests_until: ClassVar[float] = 0.0  # on the monotonic clock; shared by the threads of a process

    def __init__(self, client: RedisCacheClient) -> None:
        self.client = client

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        return partial(self._ask, operation)

    def _ask(self, operation: str, *arguments: Any) -> Any:
        if time.monotonic() >= FailOpenClient.rests_until:
            try:
                return getattr(self.client, operation)(*arguments)
            except (RedisError, OSError) as error:
                FailOpenClient.rests_until = time.monotonic() + REST
                logger.warning("Redis does not answer; going on without it for %s s: %s", REST, error)
        if operation == "get":
            _, default = arguments
            return default
        if operation == "incr":
            raise ValueError(f"Key '{arguments[0]}' not found.")  # Django's own word for a missing key
        return ANSWERS[operation]


class FailOpenRedisCache(RedisCache):
    """`django.core.cache.backends.redis.RedisCache` over the client above."""

    _servers: list[str]
    _options: dict[str, Any]

    @cached_property
    def _cache(self) -> FailOpenClient:  # type: ignore[override]
        waits: dict[str, Any] = {
            "socket_timeout": TIMEOUT,
            "socket_connect_timeout": TIMEOUT,
            "retry": Retry(NoBackoff(), 0),
        }
        return FailOpenClient(RedisCacheClient(self._servers, **waits, **self._options))

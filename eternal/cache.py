"""A Redis cache that the site can do without: while Redis is away every read is a miss and nothing fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

TIMEOUT = 0.25  # seconds: longer than any healthy answer, short enough for a page to wait once
REST = 2.0  # seconds without asking again after a failure, so that one page in two seconds waits


class FailOpenClient(RedisCacheClient):
    """Django's client, with every operation answered as by an empty cache when Redis does not answer."""

    rests_until: ClassVar[float] = 0.0  # on the monotonic clock; shared by the threads of a process

    def __init__(self, servers: list[str], **options: Any) -> None:
        waits = {"socket_timeout": TIMEOUT, "socket_connect_timeout": TIMEOUT, "retry": Retry(NoBackoff(), 0)}
        super().__init__(servers, **{**waits, **options})

    def _ask(self, operation: str, *arguments: Any, otherwise: Any) -> Any:
        if time.monotonic() < FailOpenClient.rests_until:
            return otherwise
        try:
            return getattr(super(), operation)(*arguments)
        except (RedisError, OSError) as error:
            FailOpenClient.rests_until = time.monotonic() + REST
            logger.warning("Redis does not answer; going on without it for %s s: %s", REST, error)
            return otherwise

    def add(self, key: str, value: Any, timeout: int | None) -> bool:
        return self._ask("add", key, value, timeout, otherwise=False)

    def get(self, key: str, default: Any) -> Any:
        return self._ask("get", key, default, otherwise=default)

    def set(self, key: str, value: Any, timeout: int | None) -> None:
        self._ask("set", key, value, timeout, otherwise=None)

    def touch(self, key: str, timeout: int | None) -> bool:
        return self._ask("touch", key, timeout, otherwise=False)

    def delete(self, key: str) -> bool:
        return self._ask("delete", key, otherwise=False)

    def get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        return self._ask("get_many", keys, otherwise={})

    def has_key(self, key: str) -> bool:
        return self._ask("has_key", key, otherwise=False)

    def incr(self, key: str, delta: int) -> int:
        count = self._ask("incr", key, delta, otherwise=None)
        if count is None:
            raise ValueError(f"Key '{key}' not found.")  # Django's own word for a missing key
        return count

    def set_many(self, data: Mapping[str, Any], timeout: int | None) -> None:
        self._ask("set_many", data, timeout, otherwise=None)

    def delete_many(self, keys: Iterable[str]) -> None:
        self._ask("delete_many", keys, otherwise=None)

    def clear(self) -> bool:
        return self._ask("clear", otherwise=False)


class FailOpenRedisCache(RedisCache):
    """`django.core.cache.backends.redis.RedisCache` over the client above."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = FailOpenClient

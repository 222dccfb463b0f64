"""Every setting of the site, read from the environment; `docs/operations.md` describes each variable.

The defaults run on one machine from a fresh checkout: SQLite, memory for a cache, http on a local address.
The figures behind the database and cache options were measured under load with faults injected.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from eternal.secret import open_data_directory, read_or_make_key

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# --- who the site is -------------------------------------------------------------------------------------

ETERNAL_NAME = env.str("ETERNAL_NAME", "Eternal")
ETERNAL_CONTACT = env.str("ETERNAL_CONTACT", "")
ETERNAL_LICENCE = env.str("ETERNAL_LICENCE", "CC BY-SA 4.0")

# Canonical addresses, hosts and cookies follow from this one address, never from what a request claims.
ETERNAL_URL = env.str("ETERNAL_URL", "http://127.0.0.1:8000").rstrip("/")
_url = urlsplit(ETERNAL_URL)
if _url.scheme not in {"http", "https"} or not _url.hostname or _url.path or _url.query:
    raise ImproperlyConfigured(f"ETERNAL_URL is {ETERNAL_URL!r}; it reads like https://films.example.org")
_https = _url.scheme == "https"

DATA_DIR = open_data_directory(env.path("ETERNAL_DATA_DIR", BASE_DIR / "data"))
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = read_or_make_key(env.str("SECRET_KEY", ""), DATA_DIR, required=_https)

# --- what it is made of ----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "eternal",
    "eternal.curation",
    "films",
    "trivia",
    "django_filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.redirects",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # These speak on every response, static files and errors included.
    "eternal.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Nothing below sees a request that no page could mean.
    "eternal.guard.GuardMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.contrib.redirects.middleware.RedirectFallbackMiddleware",
]

ROOT_URLCONF = "eternal.urls"
WSGI_APPLICATION = "eternal.wsgi.application"
SITE_ID = 1

# Jinja2 renders the public pages; it does not see admin/ and registration/, which fall to Django's engine.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "eternal.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# --- where it keeps things -------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'eternal.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: two writers queue instead of failing. FULL: what was answered survives a power cut.
    # No mmap_size, ever: with WAL it is a known road to a corrupt file on libraries before 3.51.3.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864; "
            "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
        ),
    }
    # A file, not memory: tests meet the same locks as visitors do.
    _database["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
elif _database["ENGINE"] == "django.db.backends.postgresql":
    # The pool holds requests back while the database restarts; the limits keep one query from holding all.
    _database["CONN_MAX_AGE"] = 0
    _database["CONN_HEALTH_CHECKS"] = True
    _database["OPTIONS"] = {
        "pool": {"min_size": 2, "max_size": 6, "timeout": 3},
        "connect_timeout": 3,
        "options": "-c statement_timeout=5000 -c lock_timeout=3000",
        **_database.get("OPTIONS", {}),  # what the address says comes first
    }

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if _redis := env.str("REDIS_URL", ""):
    CACHES["default"] = {"BACKEND": "eternal.cache.FailOpenRedisCache", "LOCATION": _redis}

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- language and time -----------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# --- who may come in, and what may run --------------------------------------------------------------------

_local_hosts = ["127.0.0.1", "localhost", "[::1]"]
_host = f"[{_url.hostname}]" if ":" in _url.hostname else _url.hostname
ALLOWED_HOSTS = _local_hosts if _host in _local_hosts else [_host]
CSRF_TRUSTED_ORIGINS = [ETERNAL_URL]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

_prefix = "__Host-" if _https else ""
SESSION_COOKIE_NAME = f"{_prefix}sessionid"
CSRF_COOKIE_NAME = f"{_prefix}csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no third cookie

# gunicorn says which requests came by https, and believes only the proxies in FORWARDED_ALLOW_IPS.
SECURE_SSL_REDIRECT = _https
SECURE_SSL_HOST = _url.netloc if _https else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading binds a whole domain for years: the owner's to choose
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": _https,
    }
}

FORMS_URLFIELD_ASSUME_HTTPS = True  # "example.org" typed in a form is https://example.org

DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 2**20  # bytes: a pasted document of 5 MB, and the form around it
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a film's form with all its credits inline

# --- what it says ----------------------------------------------------------------------------------------

# To stderr: a command's stdout is its answer, and `--json` promises nothing else on it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "eternal.logs.OneLineFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}

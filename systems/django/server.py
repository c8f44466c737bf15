"""An authorization server made with Django and django-oauth-toolkit. Its clients are in APPLICATIONS, its port in PORT."""

import json
import os
from wsgiref.simple_server import make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import include, path

PORT = int(os.environ["PORT"])
ISSUER = f"http://127.0.0.1:{PORT}/o"

settings.configure(
    SECRET_KEY=os.urandom(32).hex(),
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "oauth2_provider",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    # The default takes a third of a second for each secret.
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    OAUTH2_PROVIDER={
        "OIDC_ISS_ENDPOINT": ISSUER,
        "SCOPES": {"profile": "Profile", "meters": "Meters", "admin": "Administration"},
        "DEFAULT_SCOPES": ["profile"],
        "REFRESH_TOKEN_REUSE_PROTECTION": True,
        **json.loads(os.environ["OAUTH2_PROVIDER"]),
    },
)
django.setup()
call_command("migrate", verbosity=0)

from django.contrib.auth.models import User
from oauth2_provider.decorators import protected_resource
from oauth2_provider.models import Application
from oauth2_provider.urls import base_urlpatterns, metadata_urlpatterns


@protected_resource()
def api(request):
    return JsonResponse({})


urlpatterns = [
    path("o/", include((base_urlpatterns, "oauth2_provider"))),
    path("", include(metadata_urlpatterns)),
    path("api", api),
]

# The password grant gives the tests their refresh tokens.
User.objects.create_user("technical-user", password="technical-user")
for application in json.loads(os.environ["APPLICATIONS"]):
    Application.objects.create(**application)
make_server("127.0.0.1", PORT, get_wsgi_application()).serve_forever()

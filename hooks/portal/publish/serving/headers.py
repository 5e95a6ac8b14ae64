"""Header fields by path, the same for every server.

Sources: OWASP Secure Headers; MDN HTTP Observatory (scoring of 2026-11); RFC 6797 (HSTS), RFC 9110, RFC 9111 and RFC 8246 (``immutable``).
"""

from __future__ import annotations

from portal.publish.serving.settings import Serving

IMMUTABLE = "public, max-age=31536000, immutable"
FRESH = "no-cache"
# Regular expressions of a path below the site's root. Names hold the digest of the content, so that the content never changes.
HASHED_ASSET = r"assets/(.+/)?[^/]+\.[0-9a-f]{10}\.(css|js)(\.gz|\.br)?$"
HASHED_PICTURE = r".+\.[0-9a-f]{10}\.[0-9]+\.webp$"
HSTS_SECONDS = 63_072_000
METHODS = ("GET", "HEAD")
_FORBIDDEN = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer"),
    *("microphone", "midi", "payment", "serial", "usb"),
)


def security(serving: Serving) -> dict[str, str]:
    """The fields that every answer carries, error pages too.

    Args:
        serving: what is served.
    """
    found = {
        "Content-Security-Policy": serving.csp,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _FORBIDDEN),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    if not serving.loopback:  # RFC 6797, section 7.2: never without TLS
        found["Strict-Transport-Security"] = f"max-age={HSTS_SECONDS}" + ("; includeSubDomains" if serving.subdomains else "")
    if serving.is_preview:
        found["X-Robots-Tag"] = "noindex, nofollow"
    return found

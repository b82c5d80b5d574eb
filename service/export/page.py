"""The account as one HTML page that needs nothing else: no script, no other file, no network."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from service.export.account import Account
from service.templates import templates_in

HERE = Path(__file__).resolve().parent


def page(told: Account) -> str:
    """The whole page; its policy allows its own style sheet, by its checksum, and nothing else."""
    css = (HERE / "templates" / "conversation.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    template = templates_in(HERE / "templates").get_template("conversation.html")
    return template.render(told=told, css=Markup(css), policy=Markup(policy))

"""The commands that check manuscripts and the library itself."""

from __future__ import annotations

import argparse

from service import bootstrap
from service.commands.printing import print_json, steps_bar
from service.findings.report_paths import check_report_paths
from service.settings import Settings


def review(options: argparse.Namespace, settings: Settings) -> int:
    """Review a manuscript; findings are no failure, a library that is named and not there is one."""
    from service import reviewing
    from service.reports.annotated_pdf import check_annotatable
    from service.review.shape import review_json
    from service.review.wording import review_text

    check_report_paths((options.html, options.pdf), sources=[options.manuscript], library=settings.library)
    held = reviewing.library_if_any(settings) if options.library is None else bootstrap.library(settings)
    with held as library, bootstrap.reader(settings) as read:
        document = reviewing.manuscript(options.manuscript, read)
        if options.pdf is not None:
            check_annotatable(document)
        with steps_bar(options) as progress:
            verifier = None if library is None else bootstrap.verifier_as_set(library, settings)
            found = bootstrap.reviewer(library, verifier).review(document, progress)
    found = found if library is not None else found.told_alone(settings.library)
    if options.html is not None:
        reviewing.write_report(options.html, reviewing.html_report(found, document))
    if options.pdf is not None:
        noted = reviewing.pdf_report(found, document, options.manuscript, limits=settings.limits)
        reviewing.write_report(options.pdf, noted)
    if options.json:
        print_json(review_json(found, document, everything=options.all))
    else:
        print(review_text(found, document, everything=options.all))
    return 0


def audit(options: argparse.Namespace, settings: Settings) -> int:
    """Audit the library, or some of its documents; findings are no failure."""
    from service import auditing
    from service.audit.shape import audit_json
    from service.audit.wording import audit_text
    from service.reviewing import write_report

    check_report_paths([options.html], library=settings.library)
    with bootstrap.library(settings) as library:
        with steps_bar(options) as progress:
            found = bootstrap.auditor(library).audit(auditing.named(library, options.documents), progress)
        if options.html is not None:
            write_report(options.html, auditing.html_report(found, library))
        if options.json:
            print_json(audit_json(found, library.document, everything=options.all))
        else:
            print(audit_text(found, library.document, everything=options.all))
    return 0

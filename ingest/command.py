"""`sightline ingest`: refreshes the library and says how it went."""

import json
from dataclasses import dataclass

from index.encoder import load_encoder
from index.snapshot import current_id
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress
from ingest.report import print_report, report_json
from settings import Settings


@dataclass(frozen=True, slots=True)
class Output:
    """How to tell it."""

    as_json: bool = False
    if_missing: bool = False
    """Do nothing where there is a library already."""


def run(settings: Settings, plan: Plan, output: Output) -> None:
    """Builds and publishes the library of a plan.

    Raises:
        SightlineError: nothing could be done; the library is as it was.
    """
    if output.if_missing and current_id(plan.library):
        return
    encoder = load_encoder(settings.encoder, settings.cache)
    report = ingest(plan, encoder, Progress())
    if output.as_json:
        print(json.dumps(report_json(report), ensure_ascii=False, indent=2))
    else:
        print_report(report)

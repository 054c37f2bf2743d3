"""All kinds of records by name."""

from __future__ import annotations

from collections.abc import Mapping

from kanhe.ledger import (
    apps,
    cases,
    delistings,
    enterprises,
    figures,
    inspections,
    measures,
    notices,
    reviews,
    signals,
    strikes,
    waivers,
)  # fmt: skip
from kanhe.ledger.event import Event
from kanhe.ledger.gate import records as gate

KINDS: Mapping[str, type[Event]] = {
    kind.KIND: kind
    for kind in (
        enterprises.GroupRegistered, enterprises.EnterpriseRegistered, enterprises.AliasAdded,
        enterprises.EnterpriseMoved,
        apps.AppRegistered, apps.AppCorrected, apps.VersionRegistered, apps.VersionListed, apps.VersionUnlisted,
        inspections.Submitted, inspections.InspectionStarted, inspections.SubmissionReturned,
        inspections.InspectionFailed, inspections.InspectionRecorded,
        reviews.FindingReviewed, reviews.InspectionRevised,
        cases.CaseOpened, cases.CaseTested, cases.RectificationOrdered, cases.RectificationReported, cases.Retested,
        cases.CaseReopened, cases.CasePenalised,
        notices.NoticePublished, notices.NoticeRowMatched, notices.NoticeRowWithdrawn,
        figures.FiguresPublished,
        strikes.StrikePolicySet,
        measures.MeasureProposed, measures.MeasureSigned, measures.MeasureRejected, measures.MeasureLifted,
        delistings.DelistingOrdered, delistings.DelistingDone, delistings.Restored,
        waivers.WaiverRequested, waivers.WaiverDecided, waivers.WaiverRevoked,
        signals.SignalReceived, signals.SignalTriaged,
        gate.KeyAdded, gate.KeyRetired, gate.KeyRevoked, gate.GateDecided, gate.ClearancesIssued, gate.ClearanceRevoked,
    )
}  # fmt: skip

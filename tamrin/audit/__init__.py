"""The audit: the graders are graded, with a bank of wrong and right solutions and with mutants of the references."""

from tamrin.audit.audit import audit, audited_variants
from tamrin.audit.report import AuditReport, Defect, QuestionAudit

__all__ = ["AuditReport", "Defect", "QuestionAudit", "audit", "audited_variants"]

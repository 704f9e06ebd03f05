"""The words of the pages that students read, in English and Persian, and what of a check a student may read."""

from __future__ import annotations

from tamrin.judge.verdict import CheckResult

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "feedback": "Feedback",
        "score": "Score",
        "of": "of",
        "submission": "Submission",
        "variant": "Variant",
        "pending": "{points} more points wait for a person.",
        "not_graded": "This submission could not be graded",
        "notes": "Notes on your file",
        "questions": "Questions",
        "hidden": "hidden check",
        "marked": "Marked by a person",
        "waiting": "waiting",
        "yours": "your figure",
        "reference": "the reference's",
        "released": "Details of hidden checks have been released.",
        "withheld": "Checks marked as hidden use inputs that are not shown here.",
        "graded_with": "Graded by Tamrin",
        "file": "file",
    },
    "fa": {
        "feedback": "بازخورد",
        "score": "نمره",
        "of": "از",
        "submission": "ارسال",
        "variant": "نسخه",
        "pending": "{points} نمرهٔ دیگر در انتظار مصحح است.",
        "not_graded": "این ارسال قابل تصحیح نبود",
        "notes": "نکته‌هایی دربارهٔ فایل شما",
        "questions": "پرسش‌ها",
        "hidden": "بررسی پنهان",
        "marked": "نمرهٔ مصحح",
        "waiting": "در انتظار",
        "yours": "شکل شما",
        "reference": "شکل مرجع",
        "released": "جزئیات بررسی‌های پنهان منتشر شده است.",
        "withheld": "ورودی‌های بررسی‌های پنهان در این صفحه نشان داده نمی‌شود.",
        "graded_with": "تصحیح با تمرین",
        "file": "فایل",
    },
}

VERDICT_NAMES: dict[str, dict[str, str]] = {
    "en": {
        "passed": "Passed",
        "failed": "Not passed",
        "trapped": "Common mistake",
        "not_attempted": "Not attempted",
        "missing": "Missing",
        "error": "Error",
        "timeout": "Out of time",
        "memory": "Out of memory",
        "crashed": "Crashed",
        "protocol_fault": "Not accepted",
        "skipped": "Not asked",
        "grader_fault": "Our fault",
        "waiting": "Waiting",
    },
    "fa": {
        "passed": "درست",
        "failed": "نادرست",
        "trapped": "اشتباه رایج",
        "not_attempted": "بی‌پاسخ",
        "missing": "پیدا نشد",
        "error": "خطا",
        "timeout": "پایان زمان",
        "memory": "پایان حافظه",
        "crashed": "از کار افتاد",
        "protocol_fault": "ناپذیرفته",
        "skipped": "پرسیده نشد",
        "grader_fault": "خطای ما",
        "waiting": "در انتظار",
    },
}

# What is said of a hidden check: its own message could tell hidden inputs, or echo what the student's code printed.
HIDDEN: dict[str, dict[str, str]] = {
    "en": {
        "passed": "Correct.",
        "failed": "The answer did not pass this check. Try your code on inputs of your own, small and odd ones too.",
        "not_attempted": "Not attempted.",
        "missing": "The name that was asked for is not defined. Was it renamed, or the cell never run?",
        "error": "Your code raised an error here.",
        "timeout": "Your code did not finish in time.",
        "memory": "Your code used more memory than it may.",
        "crashed": "Your code ended the process before it answered.",
        "protocol_fault": "The reply was not one that the grader accepts.",
        "skipped": "Not asked, because an earlier check of this question ended the process or ran out of time.",
        "grader_fault": "This check could not be carried out through no fault of yours; staff have been told.",
    },
    "fa": {
        "passed": "درست است.",
        "failed": "پاسخ از این بررسی نگذشت. کد را با ورودی‌های خودتان، از جمله ورودی‌های کوچک و نامعمول، بیازمایید.",
        "not_attempted": "پاسخی داده نشده است.",
        "missing": "نامی که خواسته شده بود تعریف نشده است. آیا نامش عوض شده یا سلول اجرا نشده است؟",
        "error": "کد شما در این‌جا خطا داد.",
        "timeout": "کد شما در زمان مجاز تمام نشد.",
        "memory": "کد شما بیش از حد مجاز حافظه مصرف کرد.",
        "crashed": "کد شما پیش از پاسخ دادن فرایند را پایان داد.",
        "protocol_fault": "پاسخ فرستاده‌شده برای تصحیح‌گر پذیرفتنی نیست.",
        "skipped": "پرسیده نشد، چون بررسی پیشین همین پرسش فرایند را پایان داد یا زمانش تمام شد.",
        "grader_fault": "این بررسی به دلیلی که تقصیر شما نیست انجام نشد؛ به مدرس گزارش شد.",
    },
}


def spoken(language: str) -> str:
    """The language that the pages are written in for a submission's language: Persian, or else English."""
    return "fa" if language == "fa" else "en"


def said(check: CheckResult, language: str, release: bool = False) -> str:
    """What a student may read about a check.

    Of a public check its message; of a hidden one the message of the trap it names, else a sentence for its verdict.
    With `release` the messages of hidden checks, too. The text of a fault of ours is for staff and never shown.
    """
    open_to_student = release or check.visibility == "public" or check.verdict == "trapped"
    if open_to_student and check.verdict != "grader_fault":
        return check.message
    return HIDDEN[spoken(language)].get(check.verdict, "")

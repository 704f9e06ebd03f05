"""A course: a folder with `assignments/ solutions/ graders/ datasets/`, loaded by path."""

from tamrin.course.course import Assignment, Course, CourseError
from tamrin.course.schema import Limits, Question
from tamrin.course.variants import Variant

__all__ = ["Assignment", "Course", "CourseError", "Limits", "Question", "Variant"]

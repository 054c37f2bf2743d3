"""From dex to class files: the code of an app as the JVM of the desk device runs it.

The translator itself is Java and lies in ``desk/java/translating`` (with ``desk/java/translated``, the few classes that
translated code calls); here it is compiled once, called in a process of its own, and its report read.
"""

from kanhe.runtime.desk.translating.translate import Allowance, translate, translate_images
from kanhe.runtime.desk.translating.translation import Translation, Untranslated

__all__ = ["Allowance", "Translation", "Untranslated", "translate", "translate_images"]

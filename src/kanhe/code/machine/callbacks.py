"""Which of the platform's callbacks run by themselves, which wait for the user, and in which order they come."""

from __future__ import annotations

import re
from typing import Final

CREATION: Final = ("attachBaseContext", "onCreate", "onStart", "onRestoreInstanceState", "onPostCreate", "onResume", "onPostResume",
                   "onAttachedToWindow", "onCreateOptionsMenu", "onPrepareOptionsMenu", "onWindowFocusChanged", "onTopResumedActivityChanged")  # fmt: skip
"""What an activity goes through up to its first resume."""
PAUSE: Final = ("onPause",)
STOP: Final = ("onSaveInstanceState", "onStop")
RESTART: Final = ("onRestart", "onStart", "onResume", "onPostResume")
RESUME: Final = ("onResume", "onPostResume")
DESTROY: Final = ("onDestroy", "onDetachedFromWindow")
RECEIVER: Final = ("onEnabled", "onUpdate", "onAppWidgetOptionsChanged", "onRestored", "onDeleted", "onDisabled", "onDisableRequested")
"""What the platform's receivers for widgets and device administration hand on to."""
ACTIVITY: Final = frozenset((*CREATION, *PAUSE, *STOP, *RESTART, *DESTROY))

_ORDER = (
    "attachBaseContext", "attachInfo", "onAttach", "onInflate", "onBeforeExecute", "onPreExecute", "onCreate", "onCreateDialog",
    "onCreateView", "onViewCreated", "onActivityCreated", "onViewStateRestored", "onFinishInflate", "onAttachedToWindow",
    "onStart", "onStartCommand", "onHandleIntent", "onBind", "onResume", "onMeasure", "onLayout", "onDraw",
)  # fmt: skip
_LATE = ("onPause", "onSaveInstanceState", "onStop", "onDestroyView", "onUnbind", "onDestroy", "onDetach")

_USER = re.compile(
    r"^on(Click|LongClick|ContextClick|Touch|Key|Hover|GenericMotion|MenuItem|MenuOpened|OptionsItem|ContextItem|Options"
    r"|ItemClick|ItemLongClick|ItemSelected|Checked|Editor|Query|Search|Back|ActivityResult|RequestPermissions|Fling|Scroll"
    r"|SingleTap|DoubleTap|LongPress|ShowPress|Down|Drag|Refresh|PageSelected|PageScroll|StartTracking|StopTracking|Swipe"
    r"|Navigation|TabSelected|TabReselected|TabUnselected|DateSet|TimeSet|Rating|Dismiss|Cancel|NewIntent|UserLeaveHint"
    r"|UserInteraction|ActionItem|PickerResult|Trackball|Supports|CreateContextMenu)"
    r"|^(beforeTextChanged|onTextChanged|afterTextChanged|dispatchTouchEvent|dispatchKeyEvent|onInterceptTouchEvent|performClick)$"
)
_LATER = re.compile(r"^on(Pause|Stop|Destroy|SaveInstance|Detach|Restart|LowMemory|TrimMemory|ConfigurationChanged|Terminate|Unbind|Rebind|TaskRemoved|MultiWindow|PictureIn|ServiceDisconnected|ActivityPaused|ActivityStopped|ActivityDestroyed|ActivitySaveInstance|ActivityPrePaused|ActivityPreStopped|ActivityPreDestroyed|ActivityPostPaused|ActivityPostStopped|ActivityPostDestroyed|ActivityPreSave|ActivityPostSave)|^on(Background|BackgroundEnter)$")  # fmt: skip


def waits_for_user(name: str) -> bool:
    """Whether a callback needs an act of the user."""
    return _USER.match(name) is not None


def comes_later(name: str) -> bool:
    """Whether a callback comes only after the app was in front of the user."""
    return name == "uncaughtException" or _LATER.match(name) is not None


def order(name: str) -> int:
    """Where a callback stands in the life of its object."""
    if name in _ORDER:
        return _ORDER.index(name)
    return 200 + _LATE.index(name) if name in _LATE else 100

"""Which of the platform's callbacks run by themselves, which wait for the user, and in which order they come.

Knows names only.
"""

from __future__ import annotations

from typing import Final

CREATION: Final = (
    "attachBaseContext", "onCreate", "onStart", "onRestoreInstanceState", "onPostCreate", "onResume", "onPostResume",
    "onAttachedToWindow", "onCreateOptionsMenu", "onPrepareOptionsMenu", "onWindowFocusChanged",
    "onTopResumedActivityChanged",
)  # fmt: skip
"""What an activity goes through up to its first resume."""
PAUSE: Final = ("onPause",)
STOP: Final = ("onSaveInstanceState", "onStop")
RESTART: Final = ("onRestart", "onStart", "onResume", "onPostResume")
RESUME: Final = ("onResume", "onPostResume")
DESTROY: Final = ("onDestroy", "onDetachedFromWindow")
ACTIVITY: Final = frozenset((*CREATION, *PAUSE, *STOP, *RESTART, *DESTROY))
VIEW: Final = ("onFinishInflate", "onAttachedToWindow", "onMeasure", "onLayout", "onDraw")
"""What a view goes through that a layout makes."""
FRAGMENT: Final = (
    "onAttach", "onCreate", "onCreateView", "onViewCreated", "onActivityCreated", "onStart", "onResume",
)  # fmt: skip
"""What a fragment goes through until it is shown."""
SERVICE: Final = ("onStart", "onStartCommand", "onHandleIntent", "onBind")
"""What a service is handed the intent by that starts it."""
SERVICE_OF_PLATFORM: Final = ("onStartJob", "onMessageReceived", "onNewToken", "onAccessibilityEvent")
"""What the platform's and its push libraries' services hand on to."""
RECEIVER: Final = (
    "onEnabled", "onUpdate", "onAppWidgetOptionsChanged", "onRestored", "onDeleted", "onDisabled",
    "onDisableRequested",
)  # fmt: skip
"""What the platform's receivers for widgets and device administration hand on to."""

_ORDER: Final = (
    "attachBaseContext", "attachInfo", "onAttach", "onInflate", "onBeforeExecute", "onPreExecute", "onCreate",
    "onCreateDialog", "onCreateView", "onViewCreated", "onActivityCreated", "onViewStateRestored", "onFinishInflate",
    "onAttachedToWindow", "onStart", "onStartCommand", "onHandleIntent", "onBind", "onResume", "onMeasure",
    "onLayout", "onDraw",
)  # fmt: skip
"""Callbacks that come first in the life of an object."""
_LATE: Final = ("onPause", "onSaveInstanceState", "onStop", "onDestroyView", "onUnbind", "onDestroy", "onDetach")
"""Callbacks that come last."""

_BY_USER: Final = (
    "onClick", "onLongClick", "onContextClick", "onTouch", "onKey", "onHover", "onGenericMotion", "onMenuItem",
    "onMenuOpened", "onOptionsItem", "onContextItem", "onOptions", "onItemClick", "onItemLongClick", "onItemSelected",
    "onChecked", "onEditor", "onQuery", "onSearch", "onBack", "onActivityResult", "onRequestPermissions", "onFling",
    "onScroll", "onSingleTap", "onDoubleTap", "onLongPress", "onShowPress", "onDown", "onDrag", "onRefresh",
    "onPageSelected", "onPageScroll", "onStartTracking", "onStopTracking", "onSwipe", "onNavigation", "onTabSelected",
    "onTabReselected", "onTabUnselected", "onDateSet", "onTimeSet", "onRating", "onDismiss", "onCancel",
    "onNewIntent", "onUserLeaveHint", "onUserInteraction", "onActionItem", "onPickerResult", "onTrackball",
    "onSupports", "onCreateContextMenu",
)  # fmt: skip
"""How the names of callbacks begin that need an act of the user."""
_BY_USER_ALONE: Final = (
    "beforeTextChanged", "onTextChanged", "afterTextChanged", "dispatchTouchEvent", "dispatchKeyEvent",
    "onInterceptTouchEvent", "performClick",
)  # fmt: skip
"""Further such callbacks, by their whole names."""
_LATER: Final = (
    "onPause", "onStop", "onDestroy", "onSaveInstance", "onDetach", "onRestart", "onLowMemory", "onTrimMemory",
    "onConfigurationChanged", "onTerminate", "onUnbind", "onRebind", "onTaskRemoved", "onMultiWindow", "onPictureIn",
    "onServiceDisconnected", "onActivityPaused", "onActivityStopped", "onActivityDestroyed", "onActivitySaveInstance",
    "onActivityPrePaused", "onActivityPreStopped", "onActivityPreDestroyed", "onActivityPostPaused",
    "onActivityPostStopped", "onActivityPostDestroyed", "onActivityPreSave", "onActivityPostSave",
)  # fmt: skip
"""How the names of callbacks begin that come only after the app was in front of the user."""
_LATER_ALONE: Final = ("onBackground", "onBackgroundEnter", "uncaughtException")


def waits_for_user(name: str) -> bool:
    """Whether a callback needs an act of the user."""
    return name.startswith(_BY_USER) or name in _BY_USER_ALONE


def comes_later(name: str) -> bool:
    """Whether a callback comes only after the app was in front of the user."""
    return name.startswith(_LATER) or name in _LATER_ALONE


def order(name: str) -> int:
    """Where a callback stands in the life of its object."""
    if name in _ORDER:
        return _ORDER.index(name)
    return 200 + _LATE.index(name) if name in _LATE else 100

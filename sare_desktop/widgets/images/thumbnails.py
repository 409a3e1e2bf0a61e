"""Small pictures, decoded outside the window's thread and kept within a bound."""

from __future__ import annotations

import contextlib
import functools
import threading
import time
from collections import OrderedDict, deque
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QThread, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QPixmap

CACHE_BYTES = 96 * 1024 * 1024
_TICK_MS = 16
_TICK_BUDGET = 0.006
"""Seconds of a tick spent on turning decoded pictures into pixmaps: a frame must fit beside it."""
_ALLOCATION_MIB = 1024
"""Largest picture decoded, in memory; EFUF-sized photographs are far below."""


def read_scaled(path: Path, box: QSize) -> tuple[QImage, str]:
    """Decode a picture to fit into a box, upright according to its EXIF data.

    Returns:
        The picture, null if it cannot be read, and then the reason.
    """
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setAllocationLimit(_ALLOCATION_MIB)
    size = reader.size()
    if size.isValid():
        # The reader scales before it turns: a picture on its side needs the box on its side.
        turned = reader.transformation().value & 4  # TransformationRotate90 and its mirrors.
        fitted = box.transposed() if turned else box
        if size.width() > fitted.width() or size.height() > fitted.height():
            reader.setScaledSize(size.scaled(fitted, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return image, reader.errorString()
    if image.width() > box.width() or image.height() > box.height():
        image = image.scaled(
            box, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    # The form that is painted without another conversion.
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied), ""


class Thumbnails(QObject):
    """Thumbnails by path: at once where they are at hand, else decoded and announced.

    The pictures asked for last are decoded first, and `drop_requests` forgets those that are out
    of sight, so that the pictures under the eye come before those scrolled past.
    """

    arrived = Signal()

    def __init__(self, parent: QObject | None = None, cache_bytes: int = CACHE_BYTES) -> None:
        super().__init__(parent)
        self._cache: OrderedDict[Path, QPixmap] = OrderedDict()
        self._bytes = 0
        self._bound = cache_bytes
        self._box = QSize(128, 128)
        self._lock = threading.Lock()
        self._wanted: OrderedDict[Path, None] = OrderedDict()
        self._decoding: set[Path] = set()
        self._decoded: deque[tuple[QSize, Path, QImage]] = deque()
        self._workers = 0
        self._pool = QThreadPool()  # No child: children go before `destroyed` is emitted.
        self._pool.setMaxThreadCount(max(1, min(4, QThread.idealThreadCount())))
        self._pool.setExpiryTimeout(1000)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._collect)
        if parent is not None:
            # Not a method of this object: its Python half may not exist any more by then.
            parent.destroyed.connect(
                functools.partial(_abandon, self._lock, self._wanted, self._pool)
            )

    @property
    def cached_bytes(self) -> int:
        """Memory held by the pictures."""
        return self._bytes

    @property
    def outstanding(self) -> int:
        """Pictures asked for that have not come yet."""
        with self._lock:
            return len(self._wanted) + len(self._decoding) + len(self._decoded)

    def set_box(self, box: QSize) -> None:
        """Set the size in device pixels that pictures are fitted into; forgets other sizes."""
        if box != self._box:
            self._box = box
            self.clear()

    def clear(self) -> None:
        """Forget all pictures and requests."""
        self.drop_requests()
        self._cache.clear()
        self._bytes = 0

    def drop_requests(self) -> None:
        """Drop waiting requests: pictures that are not requested again are not decoded."""
        with self._lock:
            self._wanted.clear()

    def get(self, path: Path) -> QPixmap | None:
        """Return a thumbnail, or None and have it decoded; a null pixmap cannot be read."""
        pixmap = self._cache.get(path)
        if pixmap is not None:
            self._cache.move_to_end(path)
            return pixmap
        with self._lock:
            if path in self._decoding:
                return None
            self._wanted[path] = None
            self._wanted.move_to_end(path)
            start = self._workers < self._pool.maxThreadCount()
            if start:
                self._workers += 1
        if start:
            self._pool.start(self._work)
        if not self._timer.isActive():
            self._timer.start()
        return None

    @Slot()
    def shut_down(self) -> None:
        """Drop all requests and wait for the workers."""
        self._timer.stop()
        self.clear()
        _abandon(self._lock, self._wanted, self._pool)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._workers -= 1
                    return
                path, _ = self._wanted.popitem()
                self._decoding.add(path)
                box = self._box
            image, _ = read_scaled(path, box)
            with self._lock:
                self._decoding.discard(path)
                self._decoded.append((box, path, image))

    @Slot()
    def _collect(self) -> None:
        begun = time.perf_counter()
        came = False
        while self._decoded and time.perf_counter() - begun < _TICK_BUDGET:
            with self._lock:
                box, path, image = self._decoded.popleft()
            if box == self._box:  # Else it was asked for at another size, before `set_box`.
                self._keep(path, QPixmap.fromImage(image))
                came = True
        if came:
            self.arrived.emit()
        elif self.outstanding == 0:
            self._timer.stop()

    def _keep(self, path: Path, pixmap: QPixmap) -> None:
        old = self._cache.pop(path, None)
        if old is not None:
            self._bytes -= _bytes_of(old)
        self._cache[path] = pixmap
        self._bytes += _bytes_of(pixmap)
        while self._bytes > self._bound and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._bytes -= _bytes_of(dropped)


def _abandon(
    lock: threading.Lock, wanted: OrderedDict[Path, None], pool: QThreadPool, *_: object
) -> None:
    with lock:
        wanted.clear()
    with contextlib.suppress(RuntimeError):  # At the end of the process Qt was here before us.
        pool.waitForDone()


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4 + 256
